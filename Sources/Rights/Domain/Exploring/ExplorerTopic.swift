/// What a question of the explorer is about. Each is one screen, so that with the first one, where the two live, there are
/// eight.
package enum ExplorerTopic: String, Sendable, Hashable, CaseIterable {
  /// How old the two are.
  case ages
  /// What they are to each other.
  case bond
  /// How much care is given, since when, and with whose help.
  case care
  /// Where the recipient stays.
  case dwelling
  /// What attests there are of the need of care.
  case attests
  /// Work and studies of the caregiver.
  case work
  /// Income, allowances and memberships.
  case income

  /// The facts that people can tell of themselves, in the order in which they are asked when their answers settle as much.
  /// Of all others a proof is needed.
  package var facts: [String] {
    switch self {
    case .ages: ["caregiver.age", "recipient.age"]
    case .bond:
      [
        "situation.relation", "situation.kinship", "situation.kinship_degree", "situation.same_address",
        "situation.household_member", "situation.foster_parent", "situation.legal_guardian",
        "situation.caregiver_in_adjacent_municipality", "situation.distance_km",
      ]
    case .care:
      [
        "situation.hours_per_week", "situation.professional_involved", "situation.months_since_start",
        "situation.regular_care",
        "situation.care_days_per_year", "recipient.caregiver_count", "caregiver.recipient_count",
        "situation.federal_recognition", "situation.registered_with_care_fund",
      ]
    case .dwelling:
      [
        "recipient.dwelling", "recipient.lives_at_home", "recipient.admitted_over_90_days", "recipient.days_admitted",
        "recipient.place_of_stay", "recipient.residential_days", "recipient.lives_alone",
        "recipient.nights_home_per_week", "recipient.in_collective_housing", "recipient.wants_to_die_at_home",
        "situation.care_unit_in_dwelling", "recipient.months_resident_in_municipality",
        "recipient.lives_with_child_or_parent",
      ]
    case .attests:
      [
        "recipient.fod_points", "recipient.has_care_budget_severe", "recipient.belrai_total",
        "recipient.belrai_iadl_adl",
        "recipient.katz_home", "recipient.bel_score", "recipient.disability_percent", "recipient.child_points_total",
        "recipient.child_points_p1", "recipient.palliative_status", "recipient.has_dementia",
        "recipient.has_third_party_help", "situation.serious_illness_attest", "situation.care_leave_attest",
        "situation.palliative_care_attest", "recipient.care_need_attested",
      ]
    case .work:
      [
        "caregiver.work_status", "caregiver.education", "caregiver.institution", "caregiver.work_fraction_percent",
        "caregiver.statutory_staff", "caregiver.works_in_flanders", "caregiver.seniority_months",
        "caregiver.receives_rva_allowance", "caregiver.on_thematic_leave", "caregiver.fully_unemployed_benefit",
        "caregiver.pays_main_contributions", "situation.unforeseeable_event",
      ]
    case .income:
      [
        "recipient.increased_reimbursement", "recipient.care_fund_member", "recipient.care_premium_paid",
        "recipient.meets_insurance_period", "recipient.has_integration_allowance", "recipient.has_income_replacement",
        "recipient.has_elderly_care_budget", "recipient.has_child_care_supplement", "recipient.living_wage",
        "recipient.income_guarantee", "recipient.similar_premium", "recipient.has_basic_support_budget",
        "recipient.has_personal_budget", "recipient.other_municipal_premium", "caregiver.other_municipal_premium",
        "recipient.household_taxable_income_yearly", "recipient.taxable_income_yearly",
        "caregiver.increased_reimbursement",
      ]
    }
  }

  /// The topic of each fact that people can tell of themselves.
  static let ofFact = Dictionary(
    allCases.flatMap { topic in topic.facts.map { ($0, topic) } },
    uniquingKeysWith: { first, _ in first }
  )

  /// Whether people can tell a fact of themselves; of others a proof is needed.
  package static func canBeTold(_ fact: String) -> Bool { ofFact[asked(fact)] != nil }

  /// The fact that is asked to learn another: hours are asked once, whatever they are counted in.
  static func asked(_ fact: String) -> String {
    ["situation.hours_per_month", "situation.hours_per_year"].contains(fact) ? "situation.hours_per_week" : fact
  }
}
