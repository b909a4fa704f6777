import CareTypes
import Foundation
import Testing

@testable import RuleLanguage

@Suite("Explanation")
struct ExplanationTests {
  private func lines(
    _ source: String,
    _ facts: FactSheet,
    in language: TextLanguage,
    _ catalogue: FactCatalogue = .care
  ) throws -> [String] {
    try Condition(source, catalogue: catalogue).evaluate(facts).explanation
      .sentences(in: language, catalogue: catalogue)
      .map { line in
        let mark =
          switch line.verdict {
          case .yes: "+"
          case .no: "-"
          case .unknown: "?"
          }
        return String(repeating: "  ", count: line.depth) + mark + " " + line.text
      }
  }

  private let federal =
    "situation.hours_per_month >= 50 && caregiver.age >= 18 && (recipient.fod_points >= 12 || recipient.has_third_party_help)"
    + " && !caregiver.in_need_of_care && situation.relation in ['partner', 'child', 'parent']"

  private let federalFacts: FactSheet = [
    "situation.hours_per_month": .decimal(62), "caregiver.age": .int(17), "recipient.fod_points": .int(11),
    "caregiver.in_need_of_care": .bool(false), "situation.relation": .string("neighbour"),
  ]

  @Test("Reads in Dutch")
  func dutch() throws {
    #expect(
      try lines(federal, federalFacts, in: .dutch) == [
        "- al deze voorwaarden moeten vervuld zijn:",
        "  + uren mantelzorg per maand: 62, minstens 50 nodig",
        "  - leeftijd van de mantelzorger: 17 jaar, minstens 18 jaar nodig",
        "  ? minstens een van deze voorwaarden moet vervuld zijn:",
        "    - punten zelfredzaamheid (medisch-sociale schaal): 11, minstens 12 nodig",
        "    ? uitkering voor hulp van derden: niet bekend, ja is vereist",
        "  + eigen zorgnood van de mantelzorger: nee, zoals vereist",
        "  - wat de mantelzorger is van de zorgvrager: buur, een van partner, kind of ouder nodig",
      ]
    )
  }

  @Test("Reads in English")
  func english() throws {
    #expect(
      try lines(federal, federalFacts, in: .english) == [
        "- all of these conditions must be met:",
        "  + hours of care per month: 62, at least 50 required",
        "  - age of the caregiver: 17 years, at least 18 years required",
        "  ? at least one of these conditions must be met:",
        "    - points on the medical-social scale of self-reliance: 11, at least 12 required",
        "    ? allowance for the help of third parties: not known, yes is required",
        "  + care need of the caregiver's own: no, as required",
        "  - what the caregiver is to the recipient: neighbour, one of partner, child or parent required",
      ]
    )
  }

  @Test("Shows the branch that counts, and both while that is open")
  func choice() throws {
    let source = "recipient.age >= 21 ? recipient.fod_points >= 12 : recipient.child_points_p1 >= 4"
    let points: FactSheet = ["recipient.fod_points": .int(12), "recipient.child_points_p1": .int(3)]
    var grown = points
    grown["recipient.age"] = .int(30)
    var young = points
    young["recipient.age"] = .int(1)
    #expect(
      try lines(source, grown, in: .dutch) == [
        "+ de voorwaarde hangt af van de situatie:",
        "  + als: leeftijd van de zorgvrager: 30 jaar, minstens 21 jaar nodig",
        "  + dan: punten zelfredzaamheid (medisch-sociale schaal): 12, minstens 12 nodig",
      ]
    )
    #expect(
      try lines(source, young, in: .english) == [
        "- the condition depends on the situation:",
        "  - if: age of the recipient: 1 year, at least 21 years required",
        "  - otherwise: points in pillar 1 of the child care supplement: 3, at least 4 required",
      ]
    )
    #expect(
      try lines(source, points, in: .english) == [
        "? the condition depends on the situation:",
        "  ? if: age of the recipient: not known, at least 21 years required",
        "  + then: points on the medical-social scale of self-reliance: 12, at least 12 required",
        "  - otherwise: points in pillar 1 of the child care supplement: 3, at least 4 required",
      ]
    )
  }

  static let catalogue = FactCatalogue(trusted: [
    Fact(
      "x.day",
      .date,
      label: BilingualText("begin van de zorg", "start of the care"),
      suppliedBy: BilingualText("", "")
    ),
    Fact("x.income", .int, unit: .cents, label: BilingualText("inkomen", "income"), suppliedBy: BilingualText("", "")),
    Fact("x.score", .decimal, unit: .points, label: BilingualText("score", "score"), suppliedBy: BilingualText("", "")),
    Fact("x.other", .decimal, label: BilingualText("andere score", "other score"), suppliedBy: BilingualText("", "")),
    Fact("x.flag", .bool, label: BilingualText("vlag", "flag"), suppliedBy: BilingualText("", "")),
    Fact("x.months", .int, unit: .months, label: BilingualText("duur", "duration"), suppliedBy: BilingualText("", "")),
    Fact(
      "parameter.limit",
      .int,
      unit: .cents,
      label: BilingualText("grens", "limit"),
      suppliedBy: BilingualText("", "")
    ),
  ])

  @Test(
    "Has a sentence for every kind of test",
    arguments: [
      ("x.day >= date('2025-03-01')", "begin van de zorg: 2 mei 2024, op of na 1 maart 2025 nodig"),
      ("x.day < date('2025-12-31')", "begin van de zorg: 2 mei 2024, voor 31 december 2025 nodig"),
      ("x.income <= parameter.limit", "inkomen: € 1200,05, hoogstens grens (niet bekend) toegestaan"),
      ("parameter.limit > x.income", "inkomen: € 1200,05, minder dan grens (niet bekend) nodig"),
      ("150000 >= x.income", "inkomen: € 1200,05, hoogstens € 1500,00 toegestaan"),
      ("x.score >= 5.5", "score: 5,5, minstens 5,5 nodig"),
      ("!(x.score >= 5.5)", "score: 5,5, minder dan 5,5 nodig"),
      ("x.score + 1.0 > 6.0", "“score” + 1.0: 6,5, meer dan 6 nodig"),
      ("x.score / x.other > 6.0", "“score” / “andere score”: kan niet berekend worden, meer dan 6 nodig"),
      ("x.score in [1.0, 2]", "score: 5,5, een van 1 of 2 nodig"),
      ("!(x.score in [1.0, 2])", "score: 5,5, geen van 1 of 2 toegestaan"),
      ("x.flag", "vlag: ja, zoals vereist"),
      ("!x.flag", "vlag: ja, maar nee is vereist"),
      ("x.flag != true", "vlag: ja, maar nee is vereist"),
      ("has(x.flag)", "vlag: bekend, moet bekend zijn"),
      ("!has(x.flag)", "vlag: bekend, mag niet bekend zijn"),
      ("has(x.months)", "duur: niet bekend, moet bekend zijn"),
      (
        "date('2025-05-02') - x.day > days(30)",
        "date('2025-05-02') - “begin van de zorg”: 365 dagen, meer dan 30 dagen nodig"
      ),
      (
        "age_on(x.day, date('2025-05-02')) >= 2",
        "age_on(“begin van de zorg”, date('2025-05-02')): 1 jaar, minstens 2 jaar nodig"
      ),
      ("x.months >= 1", "duur: niet bekend, minstens 1 maand nodig"),
      ("x.months != 2", "duur: niet bekend, 2 maanden niet toegestaan"),
      ("true", "geldt altijd"), ("!true", "geldt nooit"),
    ]
  )
  func sentences(source: String, expected: String) throws {
    let day = try #require(RuleDate(iso: "2024-05-02"))
    let facts: FactSheet = [
      "x.day": .date(day), "x.income": .int(120_005), "x.score": .decimal(5.5), "x.other": .decimal(0),
      "x.flag": .bool(true),
    ]
    let found = try lines(source, facts, in: .dutch, Self.catalogue)
    #expect(found.map { String($0.dropFirst(2)) } == [expected])
  }

  @Test("Points at the source of every node")
  func positions() throws {
    let source = "caregiver.unpaid &&\n  (recipient.age >= 21\n   || caregiver.age < 18)"
    let root = try Condition(source, catalogue: .care).evaluate([:]).explanation
    let any = try #require(root.children.last)
    #expect(root.kind == .allOf && any.kind == .anyOf)
    #expect(root.text == source)
    #expect(any.position == SourcePosition(line: 2, column: 4))
    #expect(any.children.map(\.position) == [SourcePosition(line: 2, column: 4), .init(line: 3, column: 7)])
    #expect(any.children.map(\.text) == ["recipient.age >= 21", "caregiver.age < 18"])
  }

  @Test("A test tells fact, value found, value required and unit")
  func testNode() throws {
    let source = "50 <= situation.hours_per_month"
    let facts: FactSheet = ["situation.hours_per_month": .int(62)]
    let node = try Condition(source, catalogue: .care).evaluate(facts).explanation
    #expect(node.kind == .test && node.verdict == .yes && node.relation == .greaterOrEqual)
    #expect(node.facts == ["situation.hours_per_month"])
    #expect(node.found == .decimal(62))
    #expect(node.required.map(\.value) == [.int(50)])
    #expect(node.unit == .hoursPerMonth)
    #expect(node.missing.isEmpty)
  }

  @Test("Is stored small and read back equal")
  func coding() throws {
    let condition = try Condition(federal, catalogue: .care)
    let explanation = condition.evaluate(federalFacts).explanation
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    let data = try encoder.encode(explanation)
    #expect(data.count < 2_000)
    #expect(try JSONDecoder().decode(Explanation.self, from: data) == explanation)
    let leaf = try encoder.encode(explanation.children[1])
    #expect(
      String(decoding: leaf, as: UTF8.self)
        == #"{"column":36,"kind":"test","line":1,"relation":"greaterOrEqual","required":[{"value":{"int":18}}],"#
        + #""subject":{"fact":"caregiver.age","value":{"int":17}},"text":"caregiver.age >= 18","unit":"years","#
        + #""verdict":"no"}"#
    )
  }

  @Test("A fact without a label goes by its name")
  func withoutLabel() throws {
    let condition = try Condition("caregiver.age > 3", catalogue: .care)
    let sentences = condition.evaluate([:]).explanation
      .sentences(in: .english, catalogue: FactCatalogue(trusted: []))
    #expect(sentences.map(\.text) == ["caregiver.age: not known, more than 3 years required"])
  }
}
