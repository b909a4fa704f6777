import CareTypes
import ServiceCore
import ServiceRuntime
import Testing

@testable import StatutesDomain

@Suite("Adopting models and filling open terms")
struct AdoptionTests {
  private let tables: ReferenceTables

  init() throws {
    tables = try ReferenceTables()
  }

  /// A model, or a law of a higher authority, with a bounded age, a choice and an amount that are left open.
  private func template(isModel: Bool = true) throws -> [Provision] {
    let parameters = """

            - {name: age, type: int, value: 18, open: true, min: 0, max: 75, label: {nl: leeftijd, en: age}}
            - name: budget
              type: string
              value: neutral
              open: true
              choices: [{value: required, nl: a, en: b}, {value: neutral, nl: c, en: d}, {value: excluded, nl: e, en: f}]
              label: {nl: zorgbudget, en: care budget}
            - {name: cents, type: int, value: 30000, open: true, min: 10000, max: 60000, label: {nl: bedrag, en: amount}}
            - {name: days, type: int, value: 30, open: true, min: 0, max: 90, label: {nl: dagen, en: days}}
      """
    let condition = """
      recipient.resident && recipient.age >= parameter.age
            && (parameter.budget != "required" || recipient.has_care_budget_severe)
            && (parameter.budget != "excluded" || !recipient.has_care_budget_severe)
      """
    let changes: [String: String?] = [
      "parameters": parameters, "condition": condition, "benefit": "{amount_cents: parameter.cents, frequency: yearly}",
      "procedure": "{suspend_after_days_admitted: parameter.days}", "model": isModel ? "true" : "false",
    ]
    let pack = Packs.pack("hoger", level: "flemish", territory: [], [Packs.provision("sjabloon", changes)])
    let read = PackReader.read(pack, tables: tables)
    #expect(read.mistakes == [])
    return read.pack?.provisions ?? []
  }

  private func adopt(_ values: String, _ changes: String = "", level: String = "municipal") -> String {
    """
    authority: {id: test, name: {nl: T, en: T}, level: \(level), territory: ["44084"]}
    adoptions:
      - of: sjabloon
        of_version: 1
        id: test-premie
        version: 2
        legal_basis: Reglement van de gemeenteraad
        values: \(values)
        valid_from: 2027-01-01
        \(changes)
    """
  }

  @Test("What was chosen takes the place of the defaults, in the condition, the benefit and the procedure")
  func chosen() throws {
    let read = PackReader.read(
      adopt("{age: 21, budget: excluded, cents: 25000, days: 0}"),
      tables: tables,
      templates: try template()
    )
    #expect(read.mistakes == [])
    let provision = try #require(read.pack?.provisions.first)
    #expect(provision.id == "test-premie" && provision.version == 2 && provision.authority.id == "test")
    #expect(provision.parameters.map(\.value) == ["21", "excluded", "25000", "0"])
    #expect(provision.benefit?.amounts.map(\.cents) == [25_000])
    #expect(provision.procedure.suspendAfterDaysAdmitted == nil)
    #expect(provision.basedOn == ProvisionReference(id: "sjabloon", version: 1))
    #expect(!provision.isModel && !provision.isTemplate && provision.overrides == [])
    let defaults = PackReader.read(adopt("{}"), tables: tables, templates: try template()).pack?.provisions.first
    #expect(defaults?.benefit?.amounts.map(\.cents) == [30_000])
    #expect(defaults?.procedure.suspendAfterDaysAdmitted == 30)
  }

  @Test(
    "A value outside the bounds, a choice that is none and a name that is not open are refused where they stand",
    arguments: [
      ("{age: 76}", "values.age", "more than 75"), ("{age: -1}", "values.age", "less than 0"),
      ("{age: oud}", "values.age", "is no int"), ("{budget: soms}", "values.budget", "is not one of required"),
      ("{hoogte: 3}", "values.hoogte", "is not left open; there are age, budget, cents, days"),
      ("[1]", "values", "is not a mapping"),
    ]
  )
  func refused(values: String, field: String, reason: String) throws {
    let found = PackReader.read(adopt(values), tables: tables, templates: try template()).mistakes
    #expect(found.map(\.field) == ["adoptions[0].\(field)"])
    #expect(found.first?.description.contains(reason) == true, "\(found)")
  }

  @Test("A model that is not there, or not in that version, is refused")
  func unknownModel() throws {
    let later = try template().map { template in
      var other = template
      other.version = 2
      return other
    }
    for templates in [[], later] as [[Provision]] {
      let found = PackReader.read(adopt("{}"), tables: tables, templates: templates).mistakes
      #expect(found.map(\.field) == ["adoptions[0].of"])
    }
  }

  @Test("Whoever fills an open term of higher law stands in for it; only municipalities do")
  func openTerm() throws {
    let law = try template(isModel: false)
    let filled = PackReader.read(adopt("{age: 60}"), tables: tables, templates: law)
    #expect(filled.mistakes == [] && filled.pack?.provisions.map(\.overrides) == [["sjabloon"]])
    let school = PackReader.read(adopt("{age: 60}", level: "school"), tables: tables, templates: law)
    #expect(school.mistakes.map(\.field) == ["adoptions[0].of"])
  }

  @Test("Open terms are for models and higher law, and have a default")
  func openParameters() {
    let open = "[{name: t, type: int, value: %, open: true, label: {nl: a, en: b}}]"
    func mistakes(_ value: String, level: String, model: String) -> [String] {
      let provision = Packs.provision([
        "parameters": open.replacing("%", with: value), "condition": "recipient.age >= parameter.t", "model": model,
      ])
      return PackReader.read(Packs.pack("x", level: level, [provision]), tables: tables).mistakes.map(\.field)
    }
    #expect(mistakes("3", level: "municipal", model: "true") == [])
    #expect(mistakes("3", level: "federal", model: "false") == [])
    #expect(mistakes("3", level: "municipal", model: "false") == ["provisions[0].parameters[0].open"])
    #expect(mistakes("unknown", level: "federal", model: "false") == ["provisions[0].parameters[0].value"])
  }
}
