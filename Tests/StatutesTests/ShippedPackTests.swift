import CareTypes
import RuleLanguage
import ServiceRuntime
import Testing

@testable import Statutes

@Suite("The packs that come with Mantel")
struct ShippedPackTests {
  /// Every shipped provision, by id.
  private static func provisions() throws -> [String: Provision] {
    let tables = try ReferenceTables()
    var provisions: [String: Provision] = [:]
    for pack in try ShippedPacks.texts() {
      let read = PackReader.read(pack.text, tables: tables)
      #expect(read.mistakes == [], "\(pack.name)")
      for provision in read.pack?.provisions ?? [] { provisions[provision.id] = provision }
    }
    return provisions
  }

  private static func outcome(_ id: String, _ facts: FactSheet) throws -> Outcome {
    let provision = try #require(provisions()[id])
    var sheet = facts
    for (name, value) in provision.parameterValues.values { sheet[name] = value }
    return try Condition(provision.condition, catalogue: provision.catalogue()).evaluate(sheet).outcome
  }

  /// A situation that is registered and declared, in the territory, of an adult caring for someone of 77 at home.
  private static let registered: FactSheet = [
    "caregiver.age": .int(48), "caregiver.resident": .bool(true), "caregiver.domicile_in_belgium": .bool(true),
    "recipient.age": .int(77), "recipient.resident": .bool(true), "recipient.domicile_in_belgium": .bool(true),
    "recipient.dwelling": .string("own_home"), "recipient.lives_at_home": .bool(true),
    "recipient.caregiver_count": .int(1), "recipient.days_admitted": .int(0),
    "recipient.admitted_over_90_days": .bool(false),
    "situation.hours_per_week": .decimal(16), "situation.hours_per_month": .decimal(69),
    "situation.relation": .string("child"), "situation.same_address": .bool(false),
    "situation.professional_involved": .bool(true), "situation.months_since_start": .int(12),
    "situation.declared_by_caregiver": .bool(true), "situation.declared_by_recipient": .bool(true),
  ]

  private static func registered(_ changes: [String: FactValue?]) -> FactSheet {
    var sheet = registered
    for (name, value) in changes { sheet[name] = value }
    return sheet
  }

  @Test("They come in the order of their file names, and each is right")
  func packs() throws {
    #expect(
      try ShippedPacks.texts().map(\.name) == [
        "aalter.yaml", "evergem.yaml", "federal.yaml", "flanders.yaml", "kaprijke.yaml", "lievegem.yaml",
        "maldegem.yaml",
      ]
    )
    #expect(
      try Self.provisions().keys.sorted() == [
        "aalter-mantelzorgpremie", "evergem-mantelzorgpremie", "fed-erk-alg", "fed-erk-soc",
        "kaprijke-mantelzorgtoelage", "lievegem-thuiszorgpremie", "maldegem-mantel-en-thuiszorgtoelage", "vl-zb-zz",
      ]
    )
  }

  @Test("Each names its sources, and tells what they leave uncertain")
  func sources() throws {
    for provision in try Self.provisions().values {
      #expect(provision.sources.allSatisfy { $0.url.hasPrefix("https://") }, "\(provision.id)")
      #expect(!provision.uncertainties.isEmpty, "\(provision.id)")
      #expect(!provision.legalBasis.isEmpty && !provision.supportAreas.isEmpty, "\(provision.id)")
    }
  }

  @Test("What the sources do not tell stays unknown")
  func unknown() throws {
    let provisions = try Self.provisions()
    for id in ["evergem-mantelzorgpremie", "maldegem-mantel-en-thuiszorgtoelage"] {
      #expect(provisions[id]?.benefit == Benefit(amountCents: nil, frequency: nil), "\(id)")
    }
    #expect(provisions["maldegem-mantel-en-thuiszorgtoelage"]?.parameters.map(\.value) == [nil])
  }

  @Test(
    "Amounts are those of the sources",
    arguments: [
      ("aalter-mantelzorgpremie", 2_500, .monthly), ("kaprijke-mantelzorgtoelage", 2_500, .monthly),
      ("lievegem-thuiszorgpremie", 20_000, .yearly), ("vl-zb-zz", 14_000, .monthly),
    ] as [(String, Int64, Frequency)]
  )
  func amounts(id: String, cents: Int64, frequency: Frequency) throws {
    #expect(try Self.provisions()[id]?.benefit == Benefit(amountCents: cents, frequency: frequency))
  }

  @Test("Only the Flemish care budget is granted without a signature")
  func automatic() throws {
    #expect(try Self.provisions().values.filter { $0.grantMode == .automatic }.map(\.id) == ["vl-zb-zz"])
  }

  @Test(
    "What is registered, with one attest, decides",
    arguments: [
      ("fed-erk-alg", [:], .yes),
      ("fed-erk-alg", ["situation.declared_by_recipient": .bool(false)], .no),
      ("fed-erk-alg", ["caregiver.age": .int(12)], .yes),
      ("fed-erk-soc", ["recipient.fod_points": .int(12)], .yes),
      ("fed-erk-soc", ["recipient.fod_points": .int(12), "situation.hours_per_month": .decimal(49.9)], .no),
      ("fed-erk-soc", ["recipient.fod_points": .int(12), "recipient.admitted_over_90_days": .bool(true)], .no),
      ("fed-erk-soc", ["recipient.has_third_party_help": .bool(true)], .yes),
      ("aalter-mantelzorgpremie", ["recipient.fod_points": .int(12)], .yes),
      ("aalter-mantelzorgpremie", ["recipient.has_care_budget_severe": .bool(true)], .yes),
      ("aalter-mantelzorgpremie", ["recipient.fod_points": .int(12), "caregiver.age": .int(15)], .no),
      ("aalter-mantelzorgpremie", ["recipient.fod_points": .int(12), "recipient.age": .int(20)], .no),
      ("aalter-mantelzorgpremie", ["recipient.fod_points": .int(12), "caregiver.resident": .bool(false)], .no),
      (
        "kaprijke-mantelzorgtoelage",
        ["recipient.bel_score": .int(30), "recipient.has_care_budget_severe": .bool(false)], .yes
      ),
      (
        "kaprijke-mantelzorgtoelage",
        ["recipient.bel_score": .int(35), "recipient.has_care_budget_severe": .bool(false)], .no
      ),
      (
        "kaprijke-mantelzorgtoelage",
        ["recipient.bel_score": .int(32), "recipient.has_care_budget_severe": .bool(true)], .no
      ),
      ("evergem-mantelzorgpremie", ["recipient.fod_points": .int(12), "caregiver.resident": .bool(false)], .yes),
      ("evergem-mantelzorgpremie", ["recipient.bel_score": .int(35)], .yes),
      (
        "evergem-mantelzorgpremie",
        ["recipient.age": .int(20), "recipient.disability_percent": .int(66)], .yes
      ),
      ("evergem-mantelzorgpremie", ["recipient.fod_points": .int(12), "caregiver.age": .int(17)], .no),
      (
        "lievegem-thuiszorgpremie",
        [
          "recipient.needs_help_to_live_at_home": .bool(true), "recipient.has_care_budget_severe": .bool(false),
          "recipient.has_income_or_integration_allowance": .bool(false),
        ], .yes
      ),
      ("lievegem-thuiszorgpremie", ["recipient.age": .int(65)], .no),
      (
        "vl-zb-zz",
        [
          "recipient.care_fund_member": .bool(true), "recipient.care_premium_paid": .bool(true),
          "recipient.meets_insurance_period": .bool(true), "recipient.belrai_iadl_adl": .decimal(5.5),
        ], .yes
      ),
      (
        "vl-zb-zz",
        [
          "recipient.care_fund_member": .bool(true), "recipient.care_premium_paid": .bool(true),
          "recipient.age": .int(9), "recipient.child_points_total": .int(18),
        ], .yes
      ),
      (
        "maldegem-mantel-en-thuiszorgtoelage",
        [
          "recipient.bel_score": .int(81), "recipient.has_care_budget_severe": .bool(false),
          "recipient.has_basic_support_budget": .bool(false), "recipient.has_personal_budget": .bool(false),
        ], .unknown(missing: ["parameter.bel_threshold"])
      ),
      ("maldegem-mantel-en-thuiszorgtoelage", ["recipient.has_care_budget_severe": .bool(true)], .no),
    ] as [(String, [String: FactValue?], Outcome)]
  )
  func outcomes(id: String, facts: [String: FactValue?], expected: Outcome) throws {
    #expect(try Self.outcome(id, Self.registered(facts)) == expected)
  }
}
