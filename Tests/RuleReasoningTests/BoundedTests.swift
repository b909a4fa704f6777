import RuleLanguage
import RuleReasoning
import Testing

@Suite("Bounds of reasoning")
struct BoundedTests {
  /// Everything that is asked of a condition, within a time that also a slow machine keeps.
  private func exercise(_ source: String, _ catalogue: FactCatalogue = .care) throws {
    let condition = try Condition(source, catalogue: catalogue)
    let time = ContinuousClock().measure {
      let given = GivenCondition(condition)
      _ = ConditionReview.mistakes(in: condition)
      _ = condition.exactOutcome([:])
      _ = ConditionPair(given, given).difference
      _ = try? RequirementProfile(of: given)
      _ = try? ConditionPair(given, given).conflicts()
      _ = given.conjuncts(impliedBy: given).count
      _ = ConditionSet([given, given, given]).canAllHold
      _ = ConditionPair(given, given).strictness
      var finder = BetweenTerritoriesFinder()
      _ = finder.find(home: [TerritorialRule("home", given)], there: [TerritorialRule("there", given)])
    }
    #expect(time < .seconds(60), "\(source.prefix(80))")
  }

  private static func joined(_ count: Int, _ sign: String, _ part: (Int) -> String) -> String {
    (0..<count).map(part).joined(separator: " \(sign) ")
  }

  static let large: [String] = {
    let list = joined(400, ",") { "\($0 % 130)" }
    let choices = joined(12, "+") { "(recipient.age > \($0) ? 1 : 2)" }
    return [
      joined(250, "||") { "recipient.age > \($0 % 130)" },
      joined(120, "&&") { "recipient.days_admitted % \($0 + 2) == 1" },
      joined(60, "||") { "recipient.age * \($0) > caregiver.age" },
      joined(63, "*") { _ in "recipient.age" } + " > 3",
      "\(choices) > 3",
      "recipient.age in [\(list)]",
      String(repeating: "!(", count: 30) + "recipient.age > 3" + String(repeating: ")", count: 30),
      joined(40, "&&") { "(recipient.bel_score + \($0)) % 7 == recipient.fod_points" },
    ]
  }()

  @Test(
    "Answers or gives up in bounded time on the largest conditions",
    arguments: BoundedTests.large
  )
  func largest(source: String) throws {
    try exercise(source)
  }

  @Test("A profile is drawn up quickly, and of what is too complex there is none")
  func profiles() throws {
    let source = """
      caregiver.resident && recipient.resident && caregiver.age >= 18 && recipient.lives_at_home
      && !recipient.has_personal_budget && (recipient.fod_points >= 15 || recipient.katz_home in ['B', 'C']
      || recipient.bel_score >= 35 || recipient.has_care_budget_severe || recipient.belrai_total >= 13.0)
      """
    let condition = GivenCondition(try Condition(source, catalogue: .care))
    let time = try ContinuousClock().measure {
      for _ in 0..<20 { _ = try RequirementProfile(of: condition) }
    }
    #expect(time < .seconds(10))
    let names =
      FactCatalogue.care.facts.filter { $0.type == .bool }.prefix(25).map(\.name)
      + FactCatalogue.care.facts.filter { $0.type == .int }.prefix(20).map { "\($0.name) >= 3" }
    let half = names.count / 2
    // All of the first half come first in the order, so that the diagrams double with every pair.
    let first = names[..<half].joined(separator: " || ")
    let crossed = zip(names[..<half], names[half...]).map { "\($0) && \($1)" }.joined(separator: " || ")
    let complex = GivenCondition(try Condition("(\(first)) && (\(crossed))", catalogue: .care))
    #expect(throws: UndecidableReason.tooComplex) { try RequirementProfile(of: complex) }
    #expect(throws: UndecidableReason.tooComplex) { try ConditionPair(complex, condition).conflicts() }
    #expect(ConditionPair(complex, condition).strictness.strictness == .undecidable)
    #expect(ConditionPair(condition, condition).strictness.strictness == .equal)
    #expect(ConditionSet([complex, condition]).canAllHold == .undecidable(.tooComplex))
    var finder = BetweenTerritoriesFinder()
    let between = finder.find(home: [TerritorialRule("home", complex)], there: [TerritorialRule("there", condition)])
    #expect(between.fallsBetween == nil && !between.canGetBoth && !between.reachable.contains("home"))
  }

  @Test("Takes facts without a range, and with one of a single value")
  func ranges() throws {
    let catalogue = try FactCatalogue([
      plainFact("x.i", .int), plainFact("x.d", .decimal), plainFact("x.t", .date), plainFact("x.w", .string),
      plainFact("x.one", .int, range: 3...3), plainFact("x.none", .int, range: 0.25...0.75),
    ])
    for source in [
      "x.i + 1 > x.i", "-x.i < 0 || x.i * x.i >= 0", "x.i > 9223372036854775806", "x.d * 1e300 > 1.0 || x.d < -1e308",
      "x.t + days(x.i) > x.t", "x.w < 'a'", "x.w + x.w == 'aa'", "x.one == 3", "size(x.w) > 2",
    ] {
      try exercise(source, catalogue)
    }
    let overflowing = GivenCondition(try Condition("x.i + 1 > 0 || x.i <= 0", catalogue: catalogue))
    #expect(overflowing.alwaysHolds == .no(example: ["x.i": .int(.max)]))
    #expect(GivenCondition(try Condition("x.one == 3", catalogue: catalogue)).alwaysHolds == .yes(example: nil))
    let empty = GivenCondition(try Condition("x.none >= x.one", catalogue: catalogue))
    #expect(empty.alwaysHolds == .undecidable(.noValues("x.none")))
  }
}
