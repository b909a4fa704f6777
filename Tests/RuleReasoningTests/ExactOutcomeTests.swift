import RuleLanguage
import RuleReasoning
import Testing

@Suite("Exact outcomes")
struct ExactOutcomeTests {
  private func outcome(_ source: String, _ facts: FactSheet = [:]) throws -> Outcome {
    try Condition(source, catalogue: .care).exactOutcome(facts)
  }

  @Test("A fact whose parts together make it not matter is not asked for")
  func tautology() throws {
    #expect(try outcome("caregiver.resident || !caregiver.resident") == .yes)
    #expect(try outcome("recipient.age < 18 && recipient.age >= 21") == .no)
    #expect(
      try outcome("(recipient.age < 18 || recipient.age >= 18) && caregiver.unpaid")
        == .unknown(missing: ["caregiver.unpaid"])
    )
    #expect(
      try outcome("caregiver.unpaid && recipient.age > 3 || caregiver.unpaid && recipient.age <= 3")
        == .unknown(missing: ["caregiver.unpaid"])
    )
  }

  @Test("Asks for exactly the facts that are left")
  func conditionOfTheLaw() throws {
    let source = """
      recipient.fod_points >= 12
      || recipient.has_income_or_integration_allowance && recipient.fod_points >= 12
      || recipient.has_third_party_help
      """
    // The allowance never decides: with twelve points the first part is met already.
    #expect(try outcome(source) == .unknown(missing: ["recipient.fod_points", "recipient.has_third_party_help"]))
  }

  @Test("A missing fact inside has is known to be absent, as elsewhere")
  func presence() throws {
    #expect(try outcome("has(recipient.mmse) && recipient.mmse < 10") == .no)
    #expect(try outcome("has(recipient.mmse) || recipient.mmse < 10") == .unknown(missing: ["recipient.mmse"]))
  }

  @Test("What is compared fact with fact keeps both where they matter")
  func relations() throws {
    #expect(
      try outcome("caregiver.resident && recipient.days_admitted > recipient.days_abroad_this_year * 200")
        == .unknown(missing: ["caregiver.resident", "recipient.days_abroad_this_year", "recipient.days_admitted"])
    )
  }

  @Test("Is quick enough for every decision")
  func speed() throws {
    let condition = try Condition(
      "recipient.care_fund_member && (recipient.age < 18 || recipient.meets_insurance_period)"
        + " && (recipient.belrai_total >= 13.0 || recipient.belrai_iadl_adl >= 5.5 || recipient.fod_points >= 15"
        + " || recipient.child_points_total >= 18 || recipient.katz_home in ['B', 'C'])",
      catalogue: .care
    )
    let time = ContinuousClock().measure { for _ in 0..<100 { _ = condition.exactOutcome([:]) } }
    #expect(time < .seconds(2))
  }
}
