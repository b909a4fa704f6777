import CareTypes
import Testing

@testable import Disclosure

@Suite("Attacks on released counts")
struct DisclosureAttackTests {
  @Test(
    "Exhaustive search finds over threshold values for every small cell of 600 two-way tables",
    arguments: [[2, 2], [2, 3], [3, 3], [2, 4], [4], [1, 3]]
  )
  func twoWay(extents: [Int]) throws {
    try attackRandomCubes(extents, count: 100, largest: [4, 9, 14, 30])
  }

  @Test(
    "Exhaustive search finds over threshold values for every small cell of 240 three-way tables",
    arguments: [[2, 2, 2], [2, 2, 3], [3, 2, 2]]
  )
  func threeWay(extents: [Int]) throws {
    try attackRandomCubes(extents, count: 80, largest: [6, 12, 25])
  }

  @Test(
    "No group of under threshold people, of whatever cells, can be derived",
    arguments: [[2, 2], [2, 3]]
  )
  func groups(extents: [Int]) throws {
    var random = SplitMix64(seed: 5)
    for _ in 0..<60 {
      let cube = try randomCube(extents, upTo: 9, using: &random)
      let attacker = Attacker(extents: extents, release: DisclosureControl().release(cube))
      for mask in 1..<(1 << attacker.baseAddresses.count) {
        let group = attacker.baseAddresses.indices.filter { mask >> $0 & 1 == 1 }
        let truth = group.reduce(0) { $0 + (cube.count(at: attacker.baseAddresses[$1]) ?? 0) }
        guard truth < 5 else { continue }
        let others = (0...12).filter { $0 != truth }
        #expect(others.contains { attacker.canTake($0, group: group) })
      }
    }
  }

  @Test(
    "Subtracting along lines, again and again, recovers no small cell of 700 tables",
    arguments: [([5, 5], 500), ([3, 4, 3], 200)]
  )
  func subtraction(extents: [Int], count: Int) throws {
    var random = SplitMix64(seed: 21)
    for _ in 0..<count {
      let cube = try randomCube(extents, upTo: Int.random(in: 8...60, using: &random), using: &random)
      let release = DisclosureControl().release(cube)
      let known = subtractionClosure(extents, release)
      for address in addresses(extents, totals: true) {
        let truth = try #require(cube.count(at: address))
        #expect(truth >= 5 || known[address] == nil)
      }
    }
  }

  @Test("Both attacks recover a small cell that alone is withheld")
  func teeth() throws {
    let cube = try cube([2, 2], [3, 20, 30, 40])
    let naive = CountRelease(of: cube, showing: cube.counts.map { $0 >= 5 })
    let attacker = Attacker(extents: [2, 2], release: naive)
    #expect((0...60).filter { attacker.canTake($0, group: [0]) } == [3])
    #expect(subtractionClosure([2, 2], naive)[[0, 0]] == 3)
  }

  @Test("A larger zone passes its own audit", arguments: [(6, 900), (7, 2_000)])
  func audited(municipalities: Int, people: Int) throws {
    var random = SplitMix64(seed: 3)
    let cube = try zone(municipalities: municipalities, people: people, using: &random)
    #expect(passesAudit(cube))
  }

  /// Whether a finished plan passes the audit, so that a release does not fall back to showing nothing.
  private func passesAudit(_ cube: CountCube) -> Bool {
    var plan = SuppressionPlan(cube: cube, rule: .cells, valuesRequired: 6)
    plan.coverSmallCells()
    plan.releaseUnneededCells()
    return DisclosureControl().audit(plan, of: cube)
  }

  /// Releases random cubes and lets the exhaustive attacker bound every small cell.
  private func attackRandomCubes(_ extents: [Int], count: Int, largest: [Int]) throws {
    var random = SplitMix64(seed: UInt64(extents.reduce(7) { $0 * 10 + $1 }))
    for round in 0..<count {
      let cube = try randomCube(extents, upTo: largest[round % largest.count], using: &random)
      let release = DisclosureControl().release(cube)
      #expect(passesAudit(cube))
      let attacker = Attacker(extents: extents, release: release)
      for address in addresses(extents, totals: true) {
        let truth = try #require(cube.count(at: address))
        let cell = try #require(release[address])
        guard truth < 5 else { continue }
        #expect(cell == .withheld)
        let group = attacker.members(of: address)
        // Six neighbouring values with the true one among them lie within five of it.
        let values = (max(0, truth - 5)...(truth + 5)).filter { attacker.canTake($0, group: group) }
        #expect(values.contains(truth))
        #expect(values.count > 5, "\(extents) \(address): \(values)")
      }
    }
  }

  /// All cells that become known when the one unknown cell of a line is what its total leaves over.
  private func subtractionClosure(_ extents: [Int], _ release: CountRelease) -> [[Int?]: Int] {
    var known: [[Int?]: Int] = [:]
    let all = addresses(extents, totals: true)
    for address in all {
      if case .shown(let count) = release[address] { known[address] = count }
    }
    var isGrowing = true
    while isGrowing {
      isGrowing = false
      for total in all {
        for axis in extents.indices where total[axis] == nil {
          let parts = (0..<extents[axis]).map { value in
            var part = total
            part[axis] = value
            return part
          }
          let unknown = (parts + [total]).filter { known[$0] == nil }
          guard unknown.count == 1, let only = unknown.first else { continue }
          let sum = parts.reduce(0) { $0 + (known[$1] ?? 0) }
          known[only] = only == total ? sum : (known[total] ?? 0) - sum
          isGrowing = true
        }
      }
    }
    return known
  }
}
