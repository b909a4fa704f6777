import RuleLanguage
import RuleReasoning
import Testing

@Suite("Conditions beside each other, against brute force")
struct RelationBruteForceTests {
  /// What some conditions say of every choice of values.
  private struct Tried {
    let conditions: [GivenCondition]
    let axes: [(fact: Fact, options: [FactValue?])]
    let points: [[Int]]
    /// By condition, the points of which it holds.
    let holding: [Set<Int>]

    init(_ conditions: [GivenCondition]) {
      self.conditions = conditions
      let axes = SmallWorld.axes(conditions)
      let points = SmallWorld.points(axes.map(\.options.count))
      self.axes = axes
      self.points = points
      let sheets = points.map { SmallWorld.sheet($0, axes) }
      holding = conditions.map { condition in Set(sheets.indices.filter { condition.holds(sheets[$0]) }) }
    }

    func relation(_ first: Int, _ second: Int) -> Strictness {
      let (one, other) = (holding[first], holding[second])
      if one == other { return .equal }
      if one.isSubset(of: other) { return .firstIsStricter }
      if other.isSubset(of: one) { return .secondIsStricter }
      return one.isDisjoint(with: other) ? .exclusive : .overlapping
    }

    /// The facts of which the first two conditions allow nothing in common.
    var conflicts: Set<String> {
      guard !holding[0].isEmpty, !holding[1].isEmpty else { return [] }
      return Set(
        axes.indices.filter { axis in
          let allowed = holding.map { held in Set(held.map { points[$0][axis] }) }
          return allowed[0].isDisjoint(with: allowed[1])
        }.map { axes[$0].fact.name }
      )
    }
  }

  @Test("Orders 2,400 random conditions, and finds their conflicts, as trying all values does", arguments: 0..<8)
  func relations(part: Int) throws {
    var seen: [Strictness] = []
    var withConflicts = 0
    for seed in UInt64(part * 100)..<UInt64(part * 100 + 100) {
      var world = SmallWorld(seed: seed, count: 2)
      let sources = [world.source(2), world.source(2), world.source(1)]
      let conditions = try sources.map { try world.condition($0) }
      let comment = Comment(rawValue: "seed \(seed): \(sources) \(conditions.map(\.given.values))")
      let tried = Tried(conditions)
      let ground = ConditionSet(conditions)
      for (first, second) in [(0, 1), (1, 2), (0, 2), (1, 0), (0, 0)] {
        let compared = ConditionPair(conditions[first], conditions[second]).strictness
        let expected = Tried([conditions[first], conditions[second]]).relation(0, 1)
        seen.append(compared.strictness)
        if compared.strictness == .undecidable {
          // No example can show that a fact is missing.
          #expect(expected == .overlapping && sources.contains { $0.contains("has(") }, comment)
        } else {
          #expect(compared.strictness == expected, comment)
        }
        if let only = compared.onlyFirst {
          #expect(conditions[first].holds(only) && !conditions[second].holds(only), comment)
        }
      }
      switch ground.canAllHold {
      case .yes(let example): #expect(conditions.allSatisfy { $0.holds(example ?? [:]) }, comment)
      case .no: #expect(tried.holding[0].intersection(tried.holding[1]).isDisjoint(with: tried.holding[2]), comment)
      case .undecidable: Issue.record(comment)
      }
      for (first, second) in [(0, 1), (1, 2)] {
        let pair = Tried([conditions[first], conditions[second]])
        let conflicts = try ConditionPair(conditions[first], conditions[second]).conflicts()
        #expect(Set(conflicts.map(\.fact.name)) == pair.conflicts, comment)
        if !conflicts.isEmpty { withConflicts += 1 }
      }
    }
    #expect(Set(seen).subtracting([.undecidable]).count == 5)
    #expect(seen.count { $0 == .undecidable } < seen.count / 50)
    #expect(withConflicts > 8)
  }

  @Test("Finds which parts of 2,000 random conditions others imply, as trying all values does", arguments: 0..<10)
  func conjuncts(part: Int) throws {
    var (implied, notImplied) = (0, 0)
    for seed in UInt64(part * 200)..<UInt64(part * 200 + 200) {
      var world = SmallWorld(seed: seed, count: 2)
      let parts = [world.source(1), world.source(2), world.source(0)]
      let known = try world.condition(world.source(2))
      let owners = seed % 4 == 0 ? ["x.a": "asking"] : [:]
      let asking = try world.condition(parts.joined(separator: " && "), owners: owners)
      let comment = Comment(rawValue: "seed \(seed): \(known.condition.source) and \(parts) \(asking.given.values)")
      let axes = SmallWorld.axes([known, asking])
      let sheets = SmallWorld.points(axes.map(\.options.count)).map { SmallWorld.sheet($0, axes) }
      let answers = asking.conjuncts(impliedBy: known)
      #expect(answers.count >= parts.count, comment)
      for answer in answers {
        let touchesOwn = !owners.isEmpty && answer.conjunct.text.contains("x.a")
        let expected =
          !touchesOwn
          && sheets.allSatisfy { !known.holds($0) || answer.conjunct.condition.holds($0) }
        switch answer.isImplied {
        case .yes:
          implied += 1
          #expect(expected, comment)
        case .no(let example):
          notImplied += 1
          #expect(!expected, comment)
          guard !touchesOwn, owners.isEmpty else { continue }
          let sheet = try #require(example, comment)
          #expect(known.holds(sheet) && !answer.conjunct.condition.holds(sheet), comment)
        case .undecidable: Issue.record(comment)
        }
      }
    }
    #expect(implied > 60 && notImplied > 60)
  }

  @Test("Finds who falls between 1,000 random pairs of conditions, as trying all values does", arguments: 0..<5)
  func between(part: Int) throws {
    let lives = { (caregiver: Bool, recipient: Bool) -> FactSheet in ["x.a": .bool(caregiver), "x.b": .bool(recipient)]
    }
    let residency = Residency(
      both: lives(true, true),
      caregiverOnly: lives(true, false),
      recipientOnly: lives(false, true)
    )
    var falling = 0
    for seed in UInt64(part * 200)..<UInt64(part * 200 + 200) {
      var world = SmallWorld(seed: seed, count: 3)
      let residences = ["x.a && x.b", "x.b", "x.a", "(x.a || x.b)"]
      let sources = [Int(seed % 4), Int(seed / 4 % 4)].map { residences[$0] + " && " + world.source(2) }
      let conditions = try zip(["home", "there"], sources).map { owner, source in
        try world.condition(source, owners: ["x.a": owner, "x.b": owner])
      }
      let comment = Comment(rawValue: "seed \(seed): \(sources) \(conditions.map(\.given.values))")
      let axes = SmallWorld.axes(conditions).filter { !["x.a", "x.b"].contains($0.fact.name) }
      let sheets = SmallWorld.points(axes.map(\.options.count)).map { SmallWorld.sheet($0, axes) }
      func outcome(_ index: Int, _ sheet: FactSheet, _ residence: FactSheet) -> Outcome {
        let condition = conditions[index]
        return condition.condition.evaluate(sheet.adding(residence).adding(condition.given)).outcome
      }
      let atHome = sheets.filter { outcome(0, $0, residency.caregiverOnly) == .yes }
      let there = sheets.filter { outcome(1, $0, residency.recipientOnly) == .yes }
      /// Whether someone meets a rule if both live in its territory, and is refused by all that people apart can meet.
      func falls(_ sheet: FactSheet) -> Bool {
        (outcome(0, sheet, residency.both) == .yes || outcome(1, sheet, residency.both) == .yes)
          && (atHome.isEmpty || outcome(0, sheet, residency.caregiverOnly) == .no)
          && (there.isEmpty || outcome(1, sheet, residency.recipientOnly) == .no)
      }
      var finder = BetweenTerritoriesFinder(residence: residency)
      let found = finder.find(
        home: [TerritorialRule("home", conditions[0])],
        there: [TerritorialRule("there", conditions[1])]
      )
      #expect(found.reachable == (atHome.isEmpty ? [] : ["home"]) + (there.isEmpty ? [] : ["there"]), comment)
      #expect(found.canGetBoth == atHome.contains { outcome(1, $0, residency.recipientOnly) == .yes }, comment)
      #expect((found.fallsBetween != nil) == sheets.contains(where: falls), comment)
      if let example = found.fallsBetween {
        falling += 1
        #expect(falls(example), comment)
      }
    }
    #expect(falling > 20)
  }
}
