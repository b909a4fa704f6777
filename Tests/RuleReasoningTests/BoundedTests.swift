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
    #expect(empty.alwaysHolds == .cannotTell(.noValues("x.none")))
  }
}
