import CareTypes
import Testing

@testable import RuleLanguage

@Suite("Texts in three languages")
struct FrenchTextTests {
  @Test("Every label of a fact, every word that it may have and everyone who supplies it has a French text")
  func facts() {
    for fact in FactCatalogue.care.facts {
      if fact.type != .bool { #expect(FrenchTexts.wording(of: fact.label.dutch) != nil, "\(fact.label.dutch)") }
      #expect(FrenchTexts.wording(of: fact.suppliedBy.dutch) != nil, "\(fact.suppliedBy.dutch)")
      for choice in fact.choices {
        #expect(FrenchTexts.wording(of: choice.label.dutch) != nil, "\(choice.label.dutch)")
      }
    }
  }

  @Test("Every yes-or-no fact is a sentence in every language, one that holds and one that does not")
  func clauses() throws {
    for fact in FactCatalogue.care.facts where fact.type == .bool {
      let clause = try #require(FactClause.of(fact.name), "\(fact.name)")
      for language in TextLanguage.allCases {
        let (holds, not) = (clause.text(true, in: language), clause.text(false, in: language))
        #expect(holds != not && !holds.isEmpty, "\(fact.name) \(language)")
        for text in [holds, not] {
          #expect(!text.contains { "{}/|".contains($0) } && !text.contains("  "), "\(text)")
          #expect(text.split(separator: " ").count <= 20, "\(text)")
        }
      }
    }
  }

  @Test("Amounts and days are said in the way of each language")
  func values() throws {
    #expect(RuleTexts.spokenAmount(2_500, in: .dutch) == "25 euro")
    #expect(RuleTexts.spokenAmount(123_450, in: .dutch) == "1.234,50 euro")
    #expect(RuleTexts.spokenAmount(123_450, in: .english) == "1,234.50 euros")
    #expect(RuleTexts.spokenAmount(100_000_005, in: .french) == "1 000 000,05 euros")
    let day = try #require(RuleDate(iso: "2026-11-01"))
    #expect(
      TextLanguage.allCases.map { RuleTexts.date(day, in: $0) } == [
        "1 november 2026", "1 November 2026", "1er novembre 2026",
      ]
    )
  }
}
