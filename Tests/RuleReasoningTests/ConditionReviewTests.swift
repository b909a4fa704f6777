import RuleLanguage
import RuleReasoning
import Testing

@Suite("Review on publishing")
struct ConditionReviewTests {
  private func mistakes(_ source: String, _ given: FactSheet = [:]) throws -> [RuleError] {
    let catalogue = try FactCatalogue.care.adding([plainFact("limit", .int, unit: .points)])
    return ConditionReview.mistakes(in: try Condition(source, catalogue: catalogue), given: given)
  }

  @Test("Tells which part always or never holds, where, and how to mend it")
  func parts() throws {
    let source = "caregiver.resident\n && (recipient.age >= 18 || recipient.age < 21)\n && recipient.age * 2 >= 0"
    let found = try mistakes(source)
    #expect(found.map(\.kind) == [.alwaysTrue, .alwaysTrue])
    #expect(found.map(\.position) == [SourcePosition(line: 2, column: 6), SourcePosition(line: 3, column: 5)])
    #expect(
      found.first?.message == "'recipient.age >= 18 || recipient.age < 21' is met whatever the facts are"
    )
    #expect(found.allSatisfy { $0.hint?.isEmpty == false })
  }

  @Test("A condition that is never met is told as a whole")
  func whole() throws {
    let found = try mistakes("recipient.age < 18 && recipient.bel_score >= 30 && recipient.age > 64")
    #expect(found.map(\.kind) == [.alwaysFalse])
    #expect(found.first?.position == SourcePosition(line: 1, column: 1))
    #expect(found.first?.hint == "two of its parts exclude each other; write || where one of them is enough")
    #expect(try mistakes("true").map(\.kind) == [.alwaysTrue])
  }

  @Test("Names the facts that are asked for and never matter")
  func idleFacts() throws {
    let condition = try Condition(
      """
      situation.hours_per_month >= 50.0
      && (recipient.fod_points >= 12
        || recipient.has_income_or_integration_allowance && recipient.fod_points >= 12
        || recipient.has_third_party_help)
      """,
      catalogue: .care
    )
    #expect(ConditionReview.idleFacts(in: condition) == ["recipient.has_income_or_integration_allowance"])
    #expect(ConditionReview.idleFacts(in: condition, given: ["recipient.fod_points": .int(3)]).count == 1)
    let other = try Condition("caregiver.age > recipient.age && caregiver.unpaid", catalogue: .care)
    #expect(ConditionReview.idleFacts(in: other).isEmpty)
  }

  @Test("Parameters that are known count, and do not make a part a mistake by themselves")
  func parameters() throws {
    #expect(try mistakes("recipient.bel_score >= parameter.limit").isEmpty)
    let tooHigh = try mistakes("recipient.bel_score >= parameter.limit", ["parameter.limit": .int(82)])
    #expect(tooHigh.map(\.kind) == [.alwaysFalse])
    #expect(try mistakes("parameter.limit > 3 && caregiver.resident", ["parameter.limit": .int(4)]).isEmpty)
  }

  @Test(
    "Finds no mistake in conditions of real regulations",
    arguments: [
      "caregiver.resident && recipient.resident && caregiver.age >= 16 && (recipient.fod_points >= 12 || recipient.has_care_budget_severe)",
      "recipient.bel_score >= 30 && recipient.bel_score <= 34 && !recipient.has_care_budget_severe",
      "recipient.age < 21 ? recipient.disability_percent >= 66 || recipient.bel_block_b >= 10 : recipient.bel_score >= 35",
      "recipient.belrai_total >= 13.0 || recipient.katz_home in ['B', 'C'] || recipient.dwelling == 'residential_care'",
      "has(recipient.mmse) && recipient.mmse < 18 || situation.hours_per_month >= 50.0",
    ]
  )
  func realConditions(source: String) throws {
    #expect(try mistakes(source).isEmpty)
  }
}
