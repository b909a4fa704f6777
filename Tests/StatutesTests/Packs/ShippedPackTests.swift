import CareTypes
import RuleLanguage
import ServiceCore
import ServiceRuntime
import Testing

@testable import Statutes
@testable import StatutesDomain

@Suite("The packs that come with Mantel")
struct ShippedPackTests {
  /// Everything that is shipped, published in its order.
  private static func law() throws -> LawBook {
    let tables = try ReferenceTables()
    var law = LawBook()
    for pack in try ShippedPacks.texts() {
      let review = PackReview(pack.text, law: law, tables: tables)
      #expect(review.mistakes == [], "\(pack.name)")
      for provision in review.publication?.pack.provisions ?? [] {
        law.add(
          PublishedProvision(
            provision: provision,
            publishTime: Instant(microseconds: 0),
            drafter: "An",
            publisher: "Bo"
          )
        )
      }
    }
    return law
  }

  /// The first version of every shipped provision, by id.
  private static let provisions = Result {
    Dictionary(try law().versions.map { ($0.provision.id, $0.provision) }) { first, _ in first }
  }

  private static func outcome(_ id: String, _ facts: FactSheet) throws -> Outcome {
    let provision = try #require(provisions.get()[id])
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
    "recipient.admitted_over_90_days": .bool(false), "recipient.residential_days": .int(0),
    "recipient.place_of_stay": .string("none"),
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

  @Test("They come in an order in which they can be published, and hold the law of all levels")
  func packs() throws {
    let names = try ShippedPacks.texts().map(\.name)
    #expect(names.first == "federal.yaml" && Set(names).count == names.count)
    let law = try Self.law()
    let levels = Dictionary(grouping: law.versions) { $0.provision.authority.level }
    #expect((levels[.federal] ?? []).count >= 15 && (levels[.flemish] ?? []).count >= 7)
    #expect(Set((levels[.municipal] ?? []).filter(\.provision.isDecided).map(\.provision.authority.id)).count >= 34)
    #expect((levels[.provider] ?? []).count >= 50 && !(levels[.school] ?? []).isEmpty)
    #expect(law.versions.contains { $0.provision.authority.country == "NL" })
    #expect(!law.models.isEmpty)
    #expect(Set(law.versions.map(\.provision.kind)) == Set(ProvisionKind.allCases))
  }

  @Test("Each names its sources and support areas, and rights tell what their sources leave uncertain")
  func sources() throws {
    for provision in try Self.law().versions.map(\.provision) {
      #expect(provision.sources.allSatisfy { !$0.title.isEmpty }, "\(provision.id)")
      #expect(!provision.legalBasis.isEmpty && !provision.supportAreas.isEmpty, "\(provision.id)")
      if provision.isDecided { #expect(!provision.uncertainties.isEmpty, "\(provision.id)") }
    }
  }

  @Test("What the sources do not tell stays unknown")
  func unknown() throws {
    let provisions = try Self.provisions.get()
    for id in ["evergem-mantelzorgpremie", "maldegem-mantel-en-thuiszorgtoelage"] {
      #expect(provisions[id]?.benefit?.amounts.map(\.cents) == [nil], "\(id)")
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
    let benefit = try Self.provisions.get()[id]?.benefit
    let today = try CalendarDate(year: 2026, month: 6, day: 1).daysSinceEpoch
    #expect(benefit?.amounts(on: today).first?.cents == cents && benefit?.frequency == frequency)
  }

  @Test(
    "What is registered, with one attest, decides",
    arguments: [
      ("fed-erk-alg", [:], .yes),
      ("fed-erk-alg", ["situation.declared_by_recipient": .bool(false)], .yes),
      ("fed-erk-alg", ["situation.professional_involved": .bool(false)], .no),
      ("fed-erk-alg", ["caregiver.unpaid": .bool(false)], .no),
      ("fed-erk-alg", ["caregiver.register": .string("waiting")], .no),
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
      ("fed-erk-soc", ["recipient.fod_points": .int(12), "situation.declared_by_recipient": .bool(false)], .yes),
      (
        "fed-erk-soc",
        [
          "recipient.fod_points": .int(12), "situation.hours_per_month": .decimal(40),
          "situation.hours_per_year": .decimal(600),
        ], .yes
      ),
      (
        "fed-erk-soc",
        [
          "recipient.fod_points": .int(12), "situation.hours_per_month": .decimal(40),
          "situation.hours_per_year": .decimal(599.5),
        ], .no
      ),
      ("fed-erk-soc", ["recipient.fod_points": .int(12), "recipient.days_abroad_this_year": .int(29)], .yes),
      (
        "fed-erk-soc", ["recipient.fod_points": .int(12), "recipient.days_abroad_this_year": .int(30)],
        .unknown(missing: ["recipient.abroad_for_admission"])
      ),
      (
        "fed-erk-soc",
        [
          "recipient.fod_points": .int(12), "recipient.days_abroad_this_year": .int(40),
          "recipient.abroad_for_admission": .bool(false),
        ], .no
      ),
      ("fed-erk-soc", ["recipient.fod_points": .int(12), "recipient.active_recognitions": .int(2)], .yes),
      ("fed-erk-soc", ["recipient.fod_points": .int(12), "recipient.active_recognitions": .int(3)], .no),
      (
        "fed-erk-soc",
        [
          "recipient.fod_points": .int(12), "recipient.active_recognitions": .int(3),
          "situation.federal_recognition": .string("social_rights"),
        ], .yes
      ),
      (
        "fed-erk-soc",
        ["recipient.fod_points": .int(12), "caregiver.on_sickness_or_maternity_benefit": .bool(true)],
        .unknown(missing: ["caregiver.medical_adviser_agrees"])
      ),
      ("fed-pal-stat", ["recipient.palliative_status": .bool(true)], .yes),
      ("fed-pal-forf", ["recipient.palliative_status": .bool(true)], .yes),
      (
        "fed-pal-forf",
        [
          "recipient.palliative_status": .bool(true), "recipient.palliative_forfait_count": .int(1),
          "recipient.days_since_palliative_forfait": .int(29),
        ], .no
      ),
      (
        "fed-pal-forf", ["recipient.palliative_status": .bool(true), "recipient.palliative_forfait_count": .int(2)], .no
      ),
      (
        "vl-zb-zz",
        [
          "recipient.care_fund_member": .bool(true), "recipient.care_premium_paid": .bool(true),
          "recipient.meets_insurance_period": .bool(true), "recipient.bel_score": .int(35),
          "recipient.bel_attest_before_june_2021": .bool(true),
        ], .yes
      ),
      (
        "vl-zb-zz",
        [
          "recipient.care_fund_member": .bool(true), "recipient.care_premium_paid": .bool(true),
          "recipient.meets_insurance_period": .bool(true), "recipient.katz_day_care": .string("Cd"),
        ], .yes
      ),
      (
        "vl-zb-zz",
        [
          "recipient.care_fund_member": .bool(true), "recipient.care_premium_paid": .bool(true),
          "recipient.age": .int(9), "recipient.bel_score": .int(10),
        ], .yes
      ),
      (
        "vl-zb-zz",
        ["recipient.katz_home": .string("B"), "recipient.civic_integration_met": .bool(false)], .no
      ),
      (
        "vl-zb-hand",
        [
          "recipient.care_fund_member": .bool(true), "recipient.disability_recognised_before_65": .bool(true),
          "recipient.uses_vaph_care": .bool(false), "recipient.has_personal_budget": .bool(false),
          "recipient.has_basic_support_budget": .bool(true),
        ], .yes
      ),
      ("aalter-mantelzorgpremie", ["recipient.fod_points": .int(12), "caregiver.in_need_of_care": .bool(true)], .no),
      (
        "aalter-mantelzorgpremie", ["recipient.fod_points": .int(12), "recipient.lives_alone": .bool(true)],
        .unknown(missing: ["recipient.social_report"])
      ),
      ("lievegem-thuiszorgpremie", ["recipient.has_elderly_care_budget": .bool(true)], .no),
      (
        "wetteren-mantelzorgpremie",
        [
          "recipient.resident_on_reference_day": .bool(true), "recipient.fod_points": .int(12),
          "recipient.has_care_budget_severe": .bool(false), "recipient.has_basic_support_budget": .bool(false),
        ], .yes
      ),
      (
        "wetteren-mantelzorgpremie",
        [
          "recipient.age": .int(19), "recipient.fod_points": .int(12),
          "recipient.has_child_care_supplement": .bool(true),
        ],
        .no
      ),
      (
        "ond-ucll", ["caregiver.institution": .string("ucll"), "situation.declared_by_caregiver": .bool(false)], .yes
      ),
    ] as [(String, [String: FactValue?], Outcome)]
  )
  func outcomes(id: String, facts: [String: FactValue?], expected: Outcome) throws {
    #expect(try Self.outcome(id, Self.registered(facts)) == expected)
  }
}
