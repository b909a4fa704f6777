import CareTypes
import RuleLanguage
import ServiceCore
import ServiceRuntime
import Testing

@testable import StatutesDomain

@Suite("Reading regulation packs")
struct PackReaderTests {
  private let tables: ReferenceTables

  init() throws {
    tables = try ReferenceTables()
  }

  private func mistakes(_ pack: String) -> [PackMistake] {
    PackReader.read(pack, tables: tables).mistakes
  }

  @Test("What is written is read whole")
  func whole() throws {
    let pack = """
      authority:
        id: test
        name: {nl: Testgemeente, en: Test municipality}
        level: municipal
        territory: ["44084"]
      provisions:
        - id: test-premie
          version: 3
          title: {nl: Testpremie, en: Test premium}
          legal_basis: Reglement, art. 1
          beneficiary: recipient
          kind: allowance
          support_areas: [financial, respite]
          condition: |
            recipient.resident
            // the threshold is a parameter
            && recipient.bel_score >= parameter.bel_threshold
          parameters:
            - {name: bel_threshold, type: int, value: unknown, label: {nl: drempel, en: threshold}}
          benefit: {amount_cents: unknown, frequency: unknown}
          grant_mode: apply
          valid_from: 2020-01-01
          valid_to: 2025-12-31
          sources:
            - {title: Testbron, url: "https://example.org/?a=1&b=2", dated: "2020"}
          uncertainties: [Het bedrag staat niet in de bron.]
      """
    let read = PackReader.read(pack, tables: tables)
    #expect(read.mistakes == [])
    let authority = Authority(
      id: "test",
      nameNL: "Testgemeente",
      nameEN: "Test municipality",
      level: .municipal,
      territory: ["44084"]
    )
    let expected = Provision(
      id: "test-premie",
      version: 3,
      authority: authority,
      titleNL: "Testpremie",
      titleEN: "Test premium",
      legalBasis: "Reglement, art. 1",
      beneficiary: .recipient,
      kind: .allowance,
      supportAreas: [.financial, .respite],
      condition: """
        recipient.resident
        // the threshold is a parameter
        && recipient.bel_score >= parameter.bel_threshold

        """,
      parameters: [
        Parameter(name: "bel_threshold", type: .int, value: nil, labelNL: "drempel", labelEN: "threshold")
      ],
      benefit: Benefit(amounts: [BenefitAmount()]),
      grantMode: .apply,
      validFrom: try CalendarDate(iso: "2020-01-01").daysSinceEpoch,
      validTo: try CalendarDate(iso: "2025-12-31").daysSinceEpoch,
      sources: [Source(title: "Testbron", url: "https://example.org/?a=1&b=2", dated: "2020")],
      uncertainties: ["Het bedrag staat niet in de bron."]
    )
    #expect(read.pack == RegulationPack(authority: authority, provisions: [expected], paths: ["provisions[0]"]))
  }

  @Test(
    "A mistake is told at its field",
    arguments: [
      (["version": "0"], "version"), (["version": "een"], "version"), (["version": nil], "version"),
      (["title": "Testpremie"], "title"), (["title": "{nl: Testpremie}"], "title.en"),
      (["title": "{nl: a, en: b, fr: c}"], "title.fr"),
      (["legal_basis": nil], "legal_basis"), (["legal_basis": "''"], "legal_basis"),
      (["beneficiary": "mantelzorger"], "beneficiary"), (["kind": "bonus"], "kind"),
      (["support_areas": "[financial, fun]"], "support_areas[1]"), (["support_areas": "financial"], "support_areas"),
      (["condition": nil], "condition"),
      (["benefit": "{amount_cents: veel, frequency: yearly}"], "benefit.amount_cents"),
      (["benefit": "{amount_cents: -1, frequency: yearly}"], "benefit.amount_cents"),
      (["benefit": "{amount_cents: 100, frequency: hourly}"], "benefit.frequency"),
      (["benefit": "{amounts: [{cents: 1, from: 2021-01-01, until: 2020-12-31}]}"], "benefit.amounts[0].until"),
      (["benefit": "{amount_cents: 1, amounts: [{cents: 2}]}"], "benefit.amounts"),
      (["benefit": "{amount_cents: 1, payee: neighbour}"], "benefit.payee"),
      (["benefit": "{amount_cents: parameter.none, frequency: yearly}"], "benefit.amounts[0].cents"),
      (["benefit": "{quotas: [{amount: 0, unit: hours, scope: caregiver}]}"], "benefit.quotas[0].amount"),
      (["benefit": "{quotas: [{amount: 3, unit: years, scope: caregiver}]}"], "benefit.quotas[0].unit"),
      (["benefit": "{own_contribution: {cents: -5, per: {nl: a, en: b}}}"], "benefit.own_contribution.cents"),
      (["procedure": "{signatures: [mayor]}"], "procedure.signatures[0]"),
      (["procedure": "{application: {from: '31-01'}}"], "procedure.application.from"),
      (["procedure": "{application: {until: '02-30'}}"], "procedure.application.until"),
      (["procedure": "{renewal: {kind: sometimes}}"], "procedure.renewal.kind"),
      (["procedure": "{suspend_after_days_admitted: -1}"], "procedure.suspend_after_days_admitted"),
      (["procedure": "{ended_by: [boredom]}"], "procedure.ended_by[0]"),
      (["procedure": "{evidence: [{nl: a, en: b, fact: recipient.shoe_size}]}"], "procedure.evidence[0].fact"),
      (["accepts": "[{proof: x, instead_of: 'recipient.age >= 3', legal_basis: a}]"], "accepts[0].instead_of"),
      (["overrides": "[Test]"], "overrides[0]"), (["excludes": "x"], "excludes"),
      (["offered_by": "{website: a}"], "offered_by.name"), (["model": "maybe"], "model"),
      (["benefit": "{amount_cents: 100, frequency: once, currency: EUR}"], "benefit.currency"),
      (["grant_mode": "auto"], "grant_mode"),
      (["valid_from": nil], "valid_from"), (["valid_from": "2020-02-30"], "valid_from"),
      (["valid_from": "1 januari 2020"], "valid_from"), (["valid_to": "31/12/2025"], "valid_to"),
      (["valid_to": "2019-12-31"], "valid_to"),
      (["sources": nil], "sources"), (["sources": "[]"], "sources"),
      (["sources": "[{url: 'https://example.org'}]"], "sources[0].title"),
      (["sources": "[{title: a, dated: [2020]}]"], "sources[0].dated"),
      (["uncertainties": "[{a: b}]"], "uncertainties[0]"),
      (["explanation": "because"], "explanation"),
    ] as [([String: String?], String)]
  )
  func fields(changes: [String: String?], field: String) {
    let found = mistakes(Packs.pack([Packs.provision(changes)]))
    #expect(found.map(\.field) == ["provisions[0].\(field)"], "\(found)")
    #expect(found.allSatisfy { $0.line == 0 && $0.column == 0 && !$0.description.isEmpty })
  }

  @Test(
    "A mistake in a condition is told at its line and column",
    arguments: [
      ("caregiver.agee >= 18", 1, 1, "caregiver.age"),
      ("caregiver.resident && caregiver.agee >= 18", 1, 23, "caregiver.age"),
      ("caregiver.resident &&", 1, 22, ""),
      ("caregiver.resident\n      // a comment\n      && recipient.age >= \"x\"", 3, 4, ""),
      ("caregiver.resident\n      && parameter.threshold >= 1", 2, 4, ""),
      ("caregiver.age", 1, 1, ""),
      ("caregiver.age >= 18 || caregiver.age < 21", 1, 1, ""),
      ("caregiver.resident && (recipient.bel_score < 28 && recipient.bel_score > 35)", 1, 1, ""),
    ]
  )
  func conditions(condition: String, line: Int, column: Int, hint: String) throws {
    let found = mistakes(Packs.pack([Packs.provision(["condition": condition])]))
    let mistake = try #require(found.first)
    #expect(found.count == 1)
    #expect(mistake.field == "provisions[0].condition")
    #expect((mistake.line, mistake.column) == (line, column), "\(mistake)")
    #expect(mistake.location == "pack.provisions[0].condition:\(line):\(column)")
    #expect(mistake.description.contains(hint))
  }

  @Test(
    "The conditions of amounts and of what is held are told at their line and column as well",
    arguments: [
      (["benefit": "{amounts: [{cents: 1, when: 'caregiver.agee > 1'}]}"], "benefit.amounts[0].when:1:1"),
      (["benefit": "{amounts: [{cents: 1, when: 'recipient.age >= 0 || true'}]}"], "benefit.amounts[0].when:1:1"),
      (["held_when": "situation.federal_recognition == 'gold'"], "held_when:1:34"),
    ] as [([String: String?], String)]
  )
  func otherConditions(changes: [String: String?], place: String) {
    let found = mistakes(Packs.pack([Packs.provision(changes)]))
    #expect(found.map(\.location) == ["pack.provisions[0].\(place)"], "\(found)")
  }

  @Test(
    "Parameters are declared, used, named and typed",
    arguments: [
      ("{name: t, type: int, value: 1, label: {nl: a, en: b}}", "recipient.bel_score >= parameter.t", nil),
      ("{name: t, type: int, value: unknown, label: {nl: a, en: b}}", "recipient.bel_score >= parameter.t", nil),
      ("{name: t, type: int, value: 1, label: {nl: a, en: b}}", "caregiver.resident", "parameters[0]"),
      (
        "{name: t, type: int, value: 1.5, label: {nl: a, en: b}}", "recipient.bel_score >= parameter.t",
        "parameters[0].value"
      ),
      ("{name: t, type: date, value: 2020-01-01, label: {nl: a, en: b}}", "has(parameter.t)", "parameters[0].type"),
      ("{name: t, type: number, value: 1, label: {nl: a, en: b}}", "caregiver.resident", "parameters[0].type"),
      ("{name: T-1, type: int, value: 1, label: {nl: a, en: b}}", "caregiver.resident", "parameters"),
      ("{name: t, type: int, label: {nl: a, en: b}}", "recipient.bel_score >= parameter.t", "parameters[0].value"),
      ("{name: t, type: string, value: x, label: {nl: a, en: b}}", "recipient.bel_score >= parameter.t", "condition"),
    ] as [(String, String, String?)]
  )
  func parameters(parameter: String, condition: String, field: String?) {
    let provision = Packs.provision(["parameters": "[\(parameter)]", "condition": condition])
    let fields = Set(mistakes(Packs.pack([provision])).map(\.field))
    guard let field else {
      #expect(fields.isEmpty)
      return
    }
    #expect(fields.contains("provisions[0].\(field)"), "\(fields)")
  }

  @Test(
    "The authority is checked, its territory on the day on which a provision begins",
    arguments: [
      ("Test 1", "municipal", ["44084"], "authority.id"), ("test", "province", ["44084"], "authority.level"),
      ("test", "municipal", [], "authority.territory"), ("test", "municipal", ["440"], "authority.territory[0]"),
      ("test", "municipal", ["44084", "99999"], "authority.territory[1]"),
      ("test", "municipal", ["44084", "44084"], "authority.territory"),
      // Knesselare, until it became part of Aalter in 2019.
      ("test", "municipal", ["44029"], "authority.territory[0]"),
    ]
  )
  func authority(id: String, level: String, territory: [String], field: String) {
    let found = mistakes(Packs.pack(id, level: level, territory: territory, [Packs.provision()]))
    #expect(found.map(\.field) == [field], "\(found)")
  }

  @Test("A code that was a municipality when the provision began is right")
  func earlierCode() {
    let provision = Packs.provision(["valid_from": "2015-01-01", "valid_to": "2018-12-31"])
    #expect(mistakes(Packs.pack(territory: ["44029"], [provision])) == [])
  }

  @Test("The same version twice is refused; two versions of one provision are not")
  func duplicates() {
    let twice = mistakes(Packs.pack([Packs.provision(), Packs.provision()]))
    #expect(twice.map(\.field) == ["provisions[1].id"])
    #expect(mistakes(Packs.pack([Packs.provision(), Packs.provision(version: 2)])) == [])
  }

  @Test("All mistakes are told, in the order of the pack")
  func order() {
    let first = Packs.provision(["kind": "bonus", "condition": "caregiver.agee >= 18", "version": nil])
    let second = Packs.provision("b", ["valid_from": "never", "beneficiary": "all", "title": "{nl: a}"])
    let found = mistakes(Packs.pack("Test 1", [first, second]))
    // A missing field stands where the provision begins.
    #expect(
      found.map(\.field) == [
        "authority.id", "provisions[0].version", "provisions[0].kind", "provisions[0].condition",
        "provisions[1].title.en", "provisions[1].beneficiary", "provisions[1].valid_from",
      ]
    )
  }

  @Test(
    "What is no pack at all is told in one mistake",
    arguments: [
      ("", "is empty"), ("\n# nothing\n", "is empty"), ("- a\n- b", "is not a mapping"), ("a: [", "is not YAML"),
      ("a: 1\na: 2", "twice"), ("a: 1\n--- \nb: 2", "is not YAML"), ("a: \u{1}", "is not YAML"),
      (String(repeating: "[", count: 5_000), "is not YAML"),
      (String(repeating: "a", count: 256 << 10) + "b", "KiB"),
      ("a: [\(String(repeating: "1,", count: 25_000))1]", "nodes"),
    ]
  )
  func noPack(text: String, reason: String) {
    let found = mistakes(text)
    #expect(found.count == 1)
    #expect(found.first?.field == "")
    #expect(found.first?.description.contains(reason) == true, "\(found)")
  }

  @Test(
    "A text that unfolds without end is refused before it does",
    arguments: [
      "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]", "? &a [x, x]\n: 1\n? [*a, *a]\n: 2",
      "{\"a\":&a x, \"b\":*a}", "a: &a x\n\nb: {<<: *a}",
    ]
  )
  func aliases(text: String) {
    #expect(
      mistakes(text).map(\.description) == ["has an anchor (&name) and an alias (*name), which packs do not take"]
    )
  }

  @Test("Signs of conditions and addresses are no aliases")
  func noAliases() {
    let condition = "situation.hours_per_week *4.0 >= 1.0 &&caregiver.resident && caregiver.age >= 18"
    let source = "[{title: 'Raad & daad **1**', url: 'https://example.org/?a=1&b=*'}]"
    #expect(mistakes(Packs.pack([Packs.provision(["condition": condition, "sources": source])])) == [])
  }

  @Test("A flood of mistakes is cut")
  func flood() {
    let many = (0..<5_000).map { "x\($0): 1" }.joined(separator: "\n")
    #expect(mistakes(many).count == 200)
    let long = mistakes("\(String(repeating: "k", count: 1_000)): 1")
    #expect(long.allSatisfy { $0.field.utf8.count <= 60 })
  }
}
