import RuleLanguage
import RuleReasoning
import Testing

/// What a profile must say, found by trying all values.
private struct TriedProfile {
  let axes: [(fact: Fact, options: [FactValue?])]
  private let counts: [Int]
  let holding: Set<[Int]>
  let mattering: Set<Int>
  let allowed: [Set<Int>]

  init(_ condition: GivenCondition) {
    let axes = SmallWorld.axes([condition])
    let counts = axes.map(\.options.count)
    let holding = Set(SmallWorld.points(counts).filter { condition.holds(SmallWorld.sheet($0, axes)) })
    self.axes = axes
    self.counts = counts
    self.holding = holding
    let all = SmallWorld.points(counts)
    mattering = Set(
      axes.indices.filter { axis in
        all.contains { point in
          (0..<counts[axis]).contains { option in
            var other = point
            other[axis] = option
            return holding.contains(point) != holding.contains(other)
          }
        }
      }
    )
    allowed = axes.indices.map { axis in Set(holding.map { $0[axis] }) }
  }

  struct Group: Equatable {
    let names: Set<String>
    var sufficient: [String: Set<Int>] = [:]
    var isComplete = false
  }

  private func shadow(_ points: Set<[Int]>, _ kept: Set<Int>) -> Set<[Int]> {
    Set(points.map { point in point.indices.map { kept.contains($0) ? point[$0] : 0 } })
  }

  /// The groups of facts that decide together.
  var groups: [Group] {
    guard !holding.isEmpty else { return [] }
    let deciding = mattering.filter { axis in
      let cells = allowed[axis]
      return holding.contains { point in
        cells.contains { option in
          var other = point
          other[axis] = option
          return !holding.contains(other)
        }
      }
    }
    let rest = shadow(holding, deciding)
    let subsets = deciding.reduce([Set<Int>()]) { sets, axis in sets + sets.map { $0.union([axis]) } }
    let separable = subsets.filter {
      shadow(rest, $0).count * shadow(rest, deciding.subtracting($0)).count == rest.count
    }
    let blocks = Set(
      deciding.map { axis in separable.filter { $0.contains(axis) }.reduce(deciding) { $0.intersection($1) } }
    )
    return blocks.map { group($0, shadow(rest, $0)) }
  }

  private func group(_ block: Set<Int>, _ points: Set<[Int]>) -> Group {
    var group = Group(names: Set(block.map { axes[$0].fact.name }))
    let all = SmallWorld.points(counts.indices.map { block.contains($0) ? counts[$0] : 1 })
    func at(_ point: [Int], _ changes: [Int: Int]) -> Bool {
      var other = point
      for (axis, option) in changes { other[axis] = option }
      return points.contains(other)
    }
    var least: [Int: Int] = [:]
    for axis in block {
      least[axis] = allowed[axis].sorted().first { low in
        all.allSatisfy { point in
          !at(point, [axis: low]) || allowed[axis].allSatisfy { at(point, [axis: $0]) }
        }
      }
    }
    for axis in least.keys {
      let enough = allowed[axis].filter { option in
        all.contains { point in
          at(point, least.merging([axis: option]) { $1 }) && !at(point, least)
        }
      }
      if !enough.isEmpty { group.sufficient[axes[axis].fact.name] = enough }
    }
    group.isComplete = all.allSatisfy { point in
      let isBounded = block.allSatisfy { allowed[$0].contains(point[$0]) }
      let isProven = block.contains { group.sufficient[axes[$0].fact.name]?.contains(point[$0]) == true }
      return points.contains(point) == (isBounded && isProven)
    }
    return group
  }

  /// The options of an axis that lie in a region.
  func options(_ axis: Int, in region: FactRegion) -> Set<Int> {
    Set(axes[axis].options.indices.filter { region.contains(axes[axis].options[$0]) })
  }
}

@Suite("Profiles against brute force")
struct ProfileBruteForceTests {
  private func check(seed: UInt64) throws -> Bool {
    var world = SmallWorld(seed: seed, count: Int(seed % 3) + 2)
    let source = world.source(seed % 2 == 0 ? 2 : 3)
    let condition = try world.condition(source)
    let comment = Comment(rawValue: "seed \(seed): \(source) with \(condition.given.values)")
    let tried = TriedProfile(condition)
    guard tried.holding.count <= 1_500 else { return false }
    let profile = try RequirementProfile(of: condition)
    #expect(profile.undecidableReasons.isEmpty, comment)
    #expect(profile.canHold == !tried.holding.isEmpty, comment)
    guard profile.canHold else {
      #expect(profile.facts.isEmpty && profile.proofs.isEmpty, comment)
      return false
    }
    #expect(
      Set(profile.facts.map(\.values.fact.name)) == Set(tried.mattering.map { tried.axes[$0].fact.name }),
      comment
    )
    for axis in tried.mattering {
      let demand = try #require(profile[tried.axes[axis].fact.name], comment)
      verify(demand, tried, axis, comment)
    }
    let groups = tried.groups
    #expect(Set(profile.proofs.map { Set($0.facts) }) == Set(groups.map(\.names)), comment)
    for group in profile.proofs {
      var found = TriedProfile.Group(names: Set(group.facts), isComplete: group.isComplete)
      for proof in group.sufficient {
        let axis = try #require(tried.axes.firstIndex { $0.fact.name == proof.fact.name })
        found.sufficient[proof.fact.name] = tried.options(axis, in: proof.region)
      }
      #expect(groups.contains(found), "\(comment) \(found) \(groups)")
    }
    return !groups.isEmpty
  }

  private func verify(_ demand: FactRequirement, _ tried: TriedProfile, _ axis: Int, _ comment: Comment) {
    let (options, allowed) = (tried.axes[axis].options, tried.allowed[axis])
    #expect(tried.options(axis, in: demand.values.region) == allowed, comment)
    let isBool = demand.values.fact.type == .bool
    let expected: FactRequirement.Kind =
      if allowed.count == options.count {
        .matters
      } else if isBool, !allowed.contains(0), allowed.contains(1) {
        .required
      } else if isBool, !allowed.contains(1), allowed.contains(0) {
        .excluded
      } else {
        .limited
      }
    #expect(demand.kind == expected, comment)
    guard demand.values.fact.type == .int else { return }
    let numbers = allowed.sorted().compactMap { options[$0] }
    #expect(demand.values.lowest == (numbers.first == .int(0) ? nil : numbers.first), comment)
    #expect(demand.values.highest == (numbers.last == .int(3) ? nil : numbers.last), comment)
  }

  @Test("Says of 3,000 random conditions exactly what trying all values says", arguments: 0..<10)
  func profiles(part: Int) throws {
    var withProofs = 0
    for seed in 0..<300 where try check(seed: UInt64(part * 300 + seed)) { withProofs += 1 }
    #expect(withProofs > 80)
  }
}
