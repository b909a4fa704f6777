import CareTypes
import RuleLanguage
import RuleReasoning
import Testing

@Suite("Reasoning over dates")
struct DateReasoningTests {
  private func given(_ source: String, _ facts: FactSheet = [:]) throws -> GivenCondition {
    let catalogue = try FactCatalogue([
      plainFact("recipient.birth_date", .date), plainFact("caregiver.birth_date", .date),
    ]).adding([plainFact("from", .date)])
    return GivenCondition(try Condition(source, catalogue: catalogue), given: facts)
  }

  private func day(_ text: String) throws -> FactValue { .date(try #require(RuleDate(iso: text))) }

  private func pair(_ first: String, _ second: String) throws -> ConditionPair {
    ConditionPair(try given(first), try given(second))
  }

  private static let old = "recipient.birth_date <= date('2000-01-01')"

  @Test("Implies, equals, excludes and shows a day")
  func answers() throws {
    #expect(
      try pair("recipient.birth_date < date('1999-05-01')", Self.old).firstImpliesSecond == .yes(example: nil)
    )
    #expect(
      try pair(Self.old, "recipient.birth_date < date('1999-05-01')").firstImpliesSecond
        == .no(example: ["recipient.birth_date": try day("1999-05-01")])
    )
    #expect(try pair(Self.old, "!(recipient.birth_date > date('2000-01-01'))").areEqual == .yes(example: nil))
    #expect(try pair(Self.old, "recipient.birth_date < date('2000-01-02')").areEqual == .yes(example: nil))
    #expect(
      try pair(Self.old, "age_on(recipient.birth_date, date('2020-01-01')) >= 20").areEqual == .yes(example: nil)
    )
    #expect(try pair(Self.old, "recipient.birth_date >= date('2000-01-02')").canBothHold == .no(example: nil))
    #expect(
      try pair(Self.old, "recipient.birth_date >= date('2000-01-01')").canBothHold
        == .yes(example: ["recipient.birth_date": try day("2000-01-01")])
    )
    // The example lies at the limit rather than at the beginning of the calendar.
    #expect(try given(Self.old).neverHolds == .no(example: ["recipient.birth_date": try day("1999-12-31")]))
  }

  @Test("The calendar of the years 1 to 9999 is the range of a date")
  func calendar() throws {
    #expect(try given("recipient.birth_date >= date('0001-01-01')").alwaysHolds == .yes(example: nil))
    #expect(try given("recipient.birth_date <= date('9999-12-31')").alwaysHolds == .yes(example: nil))
    #expect(try given("recipient.birth_date < date('0001-01-01')").neverHolds == .yes(example: nil))
    #expect(
      try given("recipient.birth_date > date('0001-01-01')").alwaysHolds
        == .no(example: ["recipient.birth_date": try day("0001-01-01")])
    )
  }

  @Test("Profiles, conflicts, differences and parts take dates")
  func profiles() throws {
    let window = "recipient.birth_date >= date('1950-01-01') && \(Self.old)"
    let demand = try #require(try RequirementProfile(of: given(window))["recipient.birth_date"])
    #expect(demand.kind == .limited)
    #expect(try demand.values.lowest == day("1950-01-01") && demand.values.highest == day("2000-01-01"))
    #expect(demand.words(in: .dutch) == "1 januari 1950 tot en met 1 januari 2000")
    let before = try #require(try RequirementProfile(of: given(Self.old))["recipient.birth_date"])
    #expect(before.values.lowest == nil && before.words(in: .english) == "on or before 1 January 2000")
    let conflicts = try pair(Self.old, "recipient.birth_date > date('2010-01-01')").conflicts()
    #expect(conflicts.first?.secondWords(in: .dutch) == "op of na 2 januari 2010")
    let parts = try given(window).conjuncts(impliedBy: given("recipient.birth_date == date('1940-02-29')"))
    #expect(parts.map { $0.isImplied == .yes(example: nil) } == [false, true])
  }

  @Test("A date that is a parameter is followed when its value is known, and doubted when it is not")
  func parameters() throws {
    let source = "recipient.birth_date <= parameter.from"
    let known = try given(source, ["parameter.from": try day("2000-01-01")])
    #expect(ConditionPair(known, try given(Self.old)).areEqual == .yes(example: nil))
    let open = try given(source)
    guard case .undecidable(.relatesFacts(let names, _)) = ConditionPair(open, try given(Self.old)).areEqual else {
      Issue.record("no reason")
      return
    }
    #expect(names == ["recipient.birth_date", "parameter.from"])
    // The same comparison is the same wherever it stands.
    let same = try pair(
      "recipient.birth_date <= caregiver.birth_date",
      "\(Self.old) || recipient.birth_date <= caregiver.birth_date"
    )
    #expect(same.firstImpliesSecond == .yes(example: nil))
  }
}
