import Testing

@testable import RuleLanguage

/// Conditions of real regulations, municipal, Flemish and federal.
@Suite("Conditions of the law")
struct LawConditionTests {
  private func outcome(
    _ source: String,
    _ facts: FactSheet,
    _ catalogue: FactCatalogue = .care
  ) throws -> Outcome {
    try Condition(source, catalogue: catalogue).evaluate(facts).outcome
  }

  private func with(_ facts: FactSheet, _ changes: [String: FactValue?]) -> FactSheet {
    var changed = facts
    for (name, value) in changes { changed[name] = value }
    return changed
  }

  // MARK: Municipal premiums

  static let aalter = """
    caregiver.resident && recipient.resident
    && caregiver.age >= 16 && recipient.age >= 21
    && (recipient.fod_points >= 12 || recipient.has_care_budget_severe)
    && !caregiver.in_need_of_care && recipient.lives_at_home
    """

  static let aalterFacts: FactSheet = [
    "caregiver.resident": .bool(true), "recipient.resident": .bool(true), "caregiver.age": .int(16),
    "recipient.age": .int(21), "recipient.fod_points": .int(12), "caregiver.in_need_of_care": .bool(false),
    "recipient.lives_at_home": .bool(true),
  ]

  @Test(
    "Aalter: points or care budget, both residents, at home",
    arguments: [
      ([:], .yes),
      (["caregiver.age": .int(15)], .no),
      (["recipient.age": .int(20)], .no),
      (["caregiver.in_need_of_care": .bool(true)], .no),
      (["recipient.lives_at_home": .bool(false)], .no),
      (["recipient.fod_points": .int(11)], .unknown(missing: ["recipient.has_care_budget_severe"])),
      (["recipient.fod_points": .int(11), "recipient.has_care_budget_severe": .bool(true)], .yes),
      (["recipient.fod_points": .int(11), "recipient.has_care_budget_severe": .bool(false)], .no),
      (
        ["recipient.fod_points": nil],
        .unknown(missing: ["recipient.fod_points", "recipient.has_care_budget_severe"])
      ),
      (["recipient.fod_points": nil, "recipient.resident": .bool(false)], .no),
    ] as [([String: FactValue?], Outcome)]
  )
  func aalterPremium(changes: [String: FactValue?], expected: Outcome) throws {
    #expect(try outcome(Self.aalter, with(Self.aalterFacts, changes)) == expected)
  }

  static let kaprijke = """
    caregiver.resident && recipient.resident && recipient.age >= 18
    && recipient.bel_score >= 30 && recipient.bel_score <= 34 // window
    && !recipient.has_care_budget_severe
    """

  @Test(
    "Kaprijke: a window on the BEL profile scale without the care budget",
    arguments: [
      (29, false, false), (30, false, true), (34, false, true), (35, false, false), (32, true, false),
    ]
  )
  func kaprijkePremium(score: Int, budget: Bool, granted: Bool) throws {
    let facts: FactSheet = [
      "caregiver.resident": .bool(true), "recipient.resident": .bool(true), "recipient.age": .int(84),
      "recipient.bel_score": .int(score), "recipient.has_care_budget_severe": .bool(budget),
    ]
    #expect(try outcome(Self.kaprijke, facts) == (granted ? .yes : .no))
  }

  static let maldegem = """
    recipient.resident && recipient.bel_score >= parameter.bel_threshold
    && !(recipient.has_care_budget_severe || recipient.has_basic_support_budget || recipient.has_personal_budget)
    """

  @Test("Maldegem: with the threshold unknown, the parameter is what is missing")
  func maldegemPremium() throws {
    let catalogue = try FactCatalogue.care.adding([
      plainFact("bel_threshold", .int, unit: .points, range: 0...81)
    ])
    let facts: FactSheet = [
      "recipient.resident": .bool(true), "recipient.bel_score": .int(33),
      "recipient.has_care_budget_severe": .bool(false), "recipient.has_basic_support_budget": .bool(false),
      "recipient.has_personal_budget": .bool(false),
    ]
    #expect(
      try outcome(Self.maldegem, facts, catalogue) == .unknown(missing: ["parameter.bel_threshold"])
    )
    #expect(
      try outcome(Self.maldegem, with(facts, ["parameter.bel_threshold": .int(30)]), catalogue) == .yes
    )
    #expect(
      try outcome(Self.maldegem, with(facts, ["recipient.has_personal_budget": .bool(true)]), catalogue)
        == .no
    )
  }

  @Test(
    "Evergem: another scale below the age of 21",
    arguments: [(20, .no), (21, .yes)] as [(Int, Outcome)]
  )
  func evergemPremium(age: Int, expected: Outcome) throws {
    let source = """
      recipient.resident && caregiver.age >= 18 && (recipient.age < 21
        ? recipient.disability_percent >= 66 || recipient.child_points_p1 >= 4 || recipient.bel_block_b >= 10
        : recipient.bel_score >= 35 || recipient.fod_points >= 12)
      """
    let facts: FactSheet = [
      "recipient.resident": .bool(true), "caregiver.age": .int(40), "recipient.age": .int(age),
      "recipient.fod_points": .int(12), "recipient.disability_percent": .int(50),
      "recipient.child_points_p1": .int(3), "recipient.bel_block_b": .int(9),
    ]
    #expect(try outcome(source, facts) == expected)
    #expect(
      try outcome(source, with(facts, ["recipient.age": nil, "recipient.fod_points": nil]))
        == .unknown(missing: ["recipient.age", "recipient.bel_score", "recipient.fod_points"])
    )
  }

  // MARK: Federal recognition with social rights

  static let socialRights = """
    situation.trust_relation && caregiver.domicile_in_belgium && recipient.domicile_in_belgium
    && caregiver.unpaid && situation.professional_involved && situation.respects_life_project
    && situation.declared_by_caregiver && situation.declared_by_recipient
    && situation.hours_per_month >= 50
    && recipient.days_abroad_this_year <= 29 && !recipient.admitted_over_90_days
    && (recipient.fod_points >= 12
      || recipient.has_income_or_integration_allowance && recipient.fod_points >= 12
      || recipient.has_third_party_help)
    """

  static let socialRightsFacts: FactSheet = [
    "situation.trust_relation": .bool(true), "caregiver.domicile_in_belgium": .bool(true),
    "recipient.domicile_in_belgium": .bool(true), "caregiver.unpaid": .bool(true),
    "situation.professional_involved": .bool(true), "situation.respects_life_project": .bool(true),
    "situation.declared_by_caregiver": .bool(true), "situation.declared_by_recipient": .bool(true),
    "situation.hours_per_month": .decimal(50), "recipient.days_abroad_this_year": .int(29),
    "recipient.admitted_over_90_days": .bool(false), "recipient.fod_points": .int(9),
    "recipient.has_third_party_help": .bool(true),
  ]

  @Test(
    "Federal recognition with social rights: fifty hours and one proof of care need",
    arguments: [
      ([:], .yes),
      (["situation.hours_per_month": .decimal(49.5)], .no),
      (["recipient.days_abroad_this_year": .int(30)], .no),
      (["recipient.admitted_over_90_days": .bool(true)], .no),
      (["recipient.has_third_party_help": .bool(false)], .no),
      (["recipient.has_third_party_help": nil], .unknown(missing: ["recipient.has_third_party_help"])),
      (
        ["situation.declared_by_recipient": nil, "recipient.has_third_party_help": nil],
        .unknown(missing: ["recipient.has_third_party_help", "situation.declared_by_recipient"])
      ),
      (["situation.declared_by_recipient": nil, "situation.hours_per_month": .decimal(20)], .no),
    ] as [([String: FactValue?], Outcome)]
  )
  func federalRecognition(changes: [String: FactValue?], expected: Outcome) throws {
    #expect(try outcome(Self.socialRights, with(Self.socialRightsFacts, changes)) == expected)
  }

  // MARK: Flemish care budget

  static let careBudget = """
    recipient.care_fund_member && recipient.care_premium_paid
    && (recipient.age < 18 || recipient.meets_insurance_period)
    && (recipient.belrai_total >= 13 || recipient.belrai_iadl_adl >= 5.5 || recipient.fod_points >= 15
      || recipient.child_points_total >= 18 || recipient.katz_home in ["B", "C"])
    """

  @Test(
    "Care budget for severely care-dependent people: any one attest opens it",
    arguments: [
      (["recipient.belrai_total": .decimal(13)], .yes),
      (["recipient.belrai_iadl_adl": .decimal(5.5)], .yes),
      (["recipient.fod_points": .int(15)], .yes),
      (["recipient.child_points_total": .int(18)], .yes),
      (["recipient.katz_home": .string("C")], .yes),
      (
        ["recipient.katz_home": .string("A"), "recipient.belrai_total": .decimal(12.5)],
        .unknown(missing: [
          "recipient.belrai_iadl_adl", "recipient.child_points_total", "recipient.fod_points",
        ])
      ),
      (["recipient.care_premium_paid": .bool(false)], .no),
    ] as [([String: FactValue?], Outcome)]
  )
  func careBudget(changes: [String: FactValue?], expected: Outcome) throws {
    let facts: FactSheet = [
      "recipient.care_fund_member": .bool(true), "recipient.care_premium_paid": .bool(true),
      "recipient.age": .int(70), "recipient.meets_insurance_period": .bool(true),
    ]
    #expect(try outcome(Self.careBudget, with(facts, changes)) == expected)
  }

  // MARK: Leave, income, last phase of life, target groups

  @Test(
    "The conditions of the other provisions can be written",
    arguments: [
      // Medical assistance leave
      """
      caregiver.work_status in ["employee_private", "employee_social_profit", "employee_federal"]
      && situation.serious_illness_attest && situation.leave_need_attest
      && (situation.household_member || situation.kinship == "blood" && situation.kinship_degree <= 2
        || situation.kinship in ["in_law", "cohabitant_kin"] && situation.kinship_degree <= 1)
      && situation.medical_leave_months < 12.0
      """,
      // Flemish incentive premium
      """
      caregiver.receives_rva_allowance && caregiver.works_in_flanders && caregiver.seniority_months >= 12
      && caregiver.flemish_incentive_months < 12.0
      && months_between(caregiver.leave_start, situation.application_date) < 6
      """,
      // Recognition with social rights
      """
      (situation.hours_per_month >= 50.0 || situation.hours_per_year >= 600.0) && recipient.active_recognitions <= 3
      && (!caregiver.on_sickness_or_maternity_benefit || caregiver.medical_adviser_agrees)
      """,
      // A premium with an income limit that rises with each child
      """
      situation.joint_taxable_income_yearly <= (recipient.in_couple ? 3370517 : 2851960)
        + 285196 * recipient.household_dependants
      """,
      // Palliative status: two of three
      """
      recipient.has_irreversible_disease && recipient.life_expectancy == "under_3_months"
      && recipient.wants_to_die_at_home
      && (recipient.needs_permanent_supervision && recipient.palliative_support_forms >= 2
        || recipient.needs_permanent_supervision && recipient.needs_daily_nursing
        || recipient.palliative_support_forms >= 2 && recipient.needs_daily_nursing)
      """,
      // Carer within ten kilometres, not paid by their own municipality
      "(caregiver.resident || situation.distance_km <= 10.0) && !caregiver.municipality_pays_premium",
      // Offers of associations
      "recipient.has_dementia || caregiver.language == 'french' || caregiver.csi_score >= 7",
    ]
  )
  func otherProvisions(source: String) throws {
    let condition = try Condition(source, catalogue: .care)
    #expect(condition.evaluate([:]).outcome == .unknown(missing: condition.facts))
  }
}
