import CareTypes
import Foundation
import Testing

@testable import RuleLanguage

@Suite("Catalogue and values")
struct CatalogueTests {
  @Test("The care catalogue has different, well formed names, labels and suppliers")
  func care() throws {
    let facts = FactCatalogue.care.facts
    #expect(facts.count == 247)
    // The checked initialiser refuses what the trusted one would let pass.
    #expect(try FactCatalogue(facts).facts == facts)
    for fact in facts {
      #expect(!fact.label.dutch.isEmpty && !fact.label.english.isEmpty, "\(fact.name)")
      #expect(!fact.suppliedBy.dutch.isEmpty && !fact.suppliedBy.english.isEmpty, "\(fact.name)")
      #expect(fact.type.isNumber == (fact.range != nil), "\(fact.name)")
      #expect(fact.type == .string || fact.choices.isEmpty, "\(fact.name)")
      #expect(Set(fact.choices.map(\.value)).count == fact.choices.count, "\(fact.name)")
    }
    #expect(Set(facts.map(\.label.dutch)).count == facts.count)
  }

  @Test("Each fact is about one of the two people or about the care, and what is about the care alone is said once")
  func subjects() {
    let facts = FactCatalogue.care.facts.map(\.name)
    let bySubject = Dictionary(grouping: facts) { FactSubject(ofFact: $0) }
    #expect(bySubject[.recipient]?.allSatisfy { $0.hasPrefix("recipient.") } == true)
    #expect(bySubject[.caregiver]?.allSatisfy { $0.hasPrefix("caregiver.") } == true)
    let named = Set(bySubject[.careSituation]?.filter { !$0.hasPrefix("situation.") } ?? [])
    // As CareService.RecordEvidence tells clients.
    #expect(
      named == [
        "caregiver.unpaid", "caregiver.employer_agrees", "caregiver.medical_adviser_agrees", "caregiver.leave_start",
        "caregiver.activity_reduction_percent", "caregiver.interruption_months",
      ]
    )
    #expect(FactSubject(ofFact: "recipient") == .recipient && FactSubject(ofFact: "") == .careSituation)
  }

  @Test("Parameters of a provision are added under parameter")
  func parameters() throws {
    let catalogue = try FactCatalogue.care.adding([
      plainFact("bel_threshold", .int, unit: .points, range: 0...81)
    ])
    #expect(catalogue["parameter.bel_threshold"]?.unit == .points)
    #expect(FactCatalogue.care["parameter.bel_threshold"] == nil)
    let condition = try Condition("recipient.bel_score >= parameter.bel_threshold", catalogue: catalogue)
    #expect(condition.facts == ["parameter.bel_threshold", "recipient.bel_score"])
    #expect(throws: CatalogueError.duplicate("parameter.bel_threshold")) {
      try catalogue.adding([plainFact("bel_threshold", .int)])
    }
  }

  @Test("Refuses names that no condition could write", arguments: ["", "1a", "a.b", "a b", "in", "a-b", "é"])
  func parameterNames(name: String) {
    #expect(throws: CatalogueError.self) { try FactCatalogue.care.adding([plainFact(name, .int)]) }
  }

  @Test(
    "Refuses facts whose names are reserved words",
    arguments: ["package.x", "a.true", "a.", ".a", "a..b"]
  )
  func factNames(name: String) {
    #expect(throws: CatalogueError.badName(name)) { try FactCatalogue([plainFact(name, .int)]) }
  }

  @Test(
    "Counts days as the calendar does",
    arguments: [
      ("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11_016), ("2025-01-31", 20_119),
      ("0001-01-01", -719_162), ("9999-12-31", 2_932_896),
    ]
  )
  func days(iso: String, days: Int) throws {
    let date = try #require(RuleDate(iso: iso))
    #expect(date.daysSinceEpoch == days)
    #expect(RuleDate(daysSinceEpoch: days) == date)
    #expect(date.iso == iso)
  }

  @Test("Goes through every day of four centuries in order")
  func everyDay() throws {
    let first = try #require(RuleDate(iso: "1800-01-01")).daysSinceEpoch
    for day in first..<(first + 146_097) {
      let (year, month, dayOfMonth) = try #require(RuleDate(daysSinceEpoch: day)).components
      let again = RuleDate(year: year, month: month, day: dayOfMonth)
      if again?.daysSinceEpoch != day { Issue.record("day \(day)") }
    }
  }

  @Test(
    "Refuses what is no day",
    arguments: [
      "2025-02-29", "1900-02-29", "2025-13-01", "2025-00-10", "2025-1-1", "0000-01-01", "2025-04-31", "x",
    ]
  )
  func noDays(iso: String) {
    #expect(RuleDate(iso: iso) == nil)
    #expect(RuleDate(daysSinceEpoch: .max) == nil)
    #expect(RuleDate(daysSinceEpoch: .min) == nil)
  }

  @Test("Values keep their type when stored")
  func coding() throws {
    let day = try #require(RuleDate(iso: "2025-03-01"))
    let values: [FactValue] = [.bool(false), .int(30), .decimal(30), .string("A"), .date(day)]
    let data = try JSONEncoder().encode(values)
    #expect(
      String(decoding: data, as: UTF8.self)
        == #"[{"bool":false},{"int":30},{"decimal":30},{"string":"A"},{"date":"2025-03-01"}]"#
    )
    #expect(try JSONDecoder().decode([FactValue].self, from: data) == values)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(FactValue.self, from: Data(#"{"date":"2025-02-30"}"#.utf8))
    }
  }
}
