import RightsAPI
import SwiftProtobuf
import TypeAPI

@testable import Rights

/// Fictional people, and what the law sheet gives them on 30 November 2026. The sections are those of the law sheet.
extension ToldProfile {
  static let all: [ToldProfile] = [
    ToldProfile(
      "A daughter of 48 cares 20 hours a week for her mother of 82, both in Aalter, with 13 points",
      places: ("44084", "44084"),
      births: ("1978-02-11", "1944-03-10"),
      hoursPerWeek: 20,
      facts: [
        "situation.relation": "child", "situation.same_address": "false", "situation.professional_involved": "true",
        "recipient.dwelling": "own_home", "recipient.fod_points": "13", "recipient.has_care_budget_severe": "false",
        "caregiver.work_status": "employee_private",
      ],
      // 1a; 1b: more than 50 hours a month, 12 points; 5a Aalter; 6 FED-PARK: 12 points.
      canHave: ["fed-erk-alg", "fed-erk-soc", "aalter-mantelzorgpremie", "fed-park"],
      // 2: once the recognition is there; 4a: 13 points are not 15, other scales are open; 4b: the income is open.
      perhaps: ["fed-verlof-mz", "vl-zb-zz", "vl-zb-oud", "fed-vt"],
      // 3e is for the public sector, 3h for the self-employed, 3i for the unemployed.
      neither: ["vl-zorgkrediet", "fed-zelfst-mz", "fed-wl-mz", "maldegem-mantel-en-thuiszorgtoelage"]
    ),
    ToldProfile(
      "A pupil of 15 helps a neighbour of 70 in Aalter six hours a week",
      places: ("44084", "44084"),
      births: ("2011-05-10", "1956-09-01"),
      hoursPerWeek: 6,
      facts: [
        "situation.relation": "neighbour", "situation.same_address": "false", "situation.professional_involved": "true",
        "recipient.dwelling": "own_home", "recipient.fod_points": "12", "caregiver.work_status": "student",
        "caregiver.institution": "none",
      ],
      // 1a: no age.
      canHave: ["fed-erk-alg", "fed-park"],
      // 5a Aalter: from 16 on.
      later: ["aalter-mantelzorgpremie": "2027-05-10"],
      // 1b: 26 hours a month.
      neither: ["fed-erk-soc", "fed-verlof-mz", "ond-thomas-more"]
    ),
    ToldProfile(
      "A pensioner cares for her husband of 79 in Maldegem, who has Katz B and the care budget",
      places: ("43010", "43010"),
      births: ("1949-01-05", "1947-06-20"),
      hoursPerWeek: 40,
      facts: [
        "situation.relation": "partner", "situation.same_address": "true", "situation.professional_involved": "true",
        "recipient.dwelling": "own_home", "recipient.katz_home": "B", "recipient.has_care_budget_severe": "true",
        "recipient.care_fund_member": "true", "recipient.care_premium_paid": "true",
        "recipient.meets_insurance_period": "true", "recipient.fod_points": "9", "caregiver.work_status": "pensioner",
        "caregiver.pays_main_contributions": "false", "recipient.has_third_party_help": "false",
      ],
      // 1a; 4a: Katz B.
      canHave: ["fed-erk-alg", "vl-zb-zz"],
      perhaps: ["vl-zb-oud"],
      // 1b: 9 points are not 12; 5a Maldegem: no care budget.
      neither: ["fed-erk-soc", "maldegem-mantel-en-thuiszorgtoelage", "fed-verlof-mz", "fed-zelfst-mz"]
    ),
    ToldProfile(
      "A federal civil servant in Gent cares for her mother, who has palliative status and lives at home",
      places: ("44021", "44021"),
      births: ("1980-10-10", "1950-12-24"),
      hoursPerWeek: 30,
      facts: [
        "situation.relation": "child", "situation.same_address": "true", "situation.professional_involved": "true",
        "recipient.dwelling": "own_home", "recipient.palliative_status": "true",
        "situation.palliative_care_attest": "true", "situation.palliative_leave_months": "0",
        "caregiver.work_status": "employee_federal", "recipient.fod_points": "4",
        "recipient.has_third_party_help": "false",
      ],
      // 1a; 3a; 6 FED-PAL-*.
      canHave: ["fed-erk-alg", "fed-verlof-pal", "fed-pal-stat", "fed-pal-forf", "fed-pal-remg"],
      // 6 GEM-PARK-MZ: the registration with the care fund is open.
      perhaps: ["gent-parkeervergunning-mantelzorger"],
      // 5a Gent: only minors; 1b: 4 points.
      neither: ["gent-sociaalpedagogische-toelage", "fed-erk-soc", "vl-aanm-privaat"]
    ),
    ToldProfile(
      "A self-employed baker interrupts his work for two months for his seriously ill wife",
      places: ("43005", "43005"),
      births: ("1975-04-04", "1977-08-08"),
      hoursPerWeek: 35,
      facts: [
        "situation.relation": "partner", "situation.same_address": "true", "situation.professional_involved": "true",
        "recipient.dwelling": "own_home", "situation.serious_illness_attest": "true",
        "caregiver.work_status": "self_employed", "caregiver.social_contributions_paid": "true",
        "caregiver.interruption_months": "2", "caregiver.activity_reduction_percent": "100",
        "situation.rva_leave_for_same_care": "false", "caregiver.self_employed_benefit_months": "0",
      ],
      // 1a; 3h.
      canHave: ["fed-erk-alg", "fed-zelfst-mz"],
      perhaps: ["fed-erk-soc"],
      // 3b and 3g are for employees; nothing is known of Eeklo.
      neither: ["fed-verlof-mb", "fed-tijdskrediet", "fed-wl-mz"]
    ),
    ToldProfile(
      "A mother with a statutory post in Laarne cares for her child of 9 with four points in pillar 1",
      places: ("42010", "42010"),
      births: ("1988-03-03", "2017-02-01"),
      hoursPerWeek: 25,
      facts: [
        "situation.relation": "parent", "situation.same_address": "true", "situation.professional_involved": "true",
        "situation.foster_parent": "false", "recipient.dwelling": "own_home", "recipient.child_points_p1": "4",
        "recipient.child_points_total": "7", "caregiver.work_status": "employee_local_public",
        "caregiver.statutory_staff": "true", "situation.parental_leave_months": "0",
        "caregiver.flemish_care_credit_months": "0", "caregiver.on_thematic_leave": "false",
        "recipient.has_basic_support_budget": "false", "recipient.left_vaph_care": "false",
      ],
      // 1a; 3c: under 12; 3e: a child up to 12; 4d: 4 points; 5a Laarne: 6 points, the parent; 6 FED-VT: 4 points.
      canHave: [
        "fed-erk-alg", "fed-verlof-oud", "vl-zorgkrediet", "vl-zorgtoeslag", "laarne-mantelzorgpremie", "fed-vt",
      ],
      // 6 FED-SOCTAR: once the supplement is there.
      perhaps: ["fed-soctar", "fed-verlof-mb"],
      // 4c: fewer than 12 points; 3g is for the private sector.
      neither: ["vl-zb-hand", "fed-tijdskrediet", "vl-zb-oud"]
    ),
    ToldProfile(
      "Someone without work cares for his dying father",
      places: ("43005", "43002"),
      births: ("1970-07-07", "1941-01-31"),
      hoursPerWeek: 40,
      facts: [
        "situation.relation": "child", "situation.professional_involved": "true", "recipient.dwelling": "own_home",
        "situation.palliative_care_attest": "true", "caregiver.work_status": "unemployed",
        "caregiver.fully_unemployed_benefit": "true", "situation.other_unemployed_exempted": "false",
        "caregiver.institution": "none",
      ],
      // 1a; 3i: palliative.
      canHave: ["fed-erk-alg", "fed-wl-mz"],
      perhaps: ["fed-erk-soc", "fed-pal-stat"],
      neither: ["fed-verlof-pal", "vl-zorgkrediet", "fed-zelfst-mz"]
    ),
    ToldProfile(
      "A man in Wuustwezel lives with the brother of 59 for whom he cares, who has the care budget",
      places: ("11053", "11053"),
      births: ("1965-05-15", "1967-02-20"),
      hoursPerWeek: 15,
      facts: [
        "situation.relation": "sibling", "situation.same_address": "true", "situation.professional_involved": "true",
        "recipient.dwelling": "own_home", "recipient.has_care_budget_severe": "true",
        "recipient.care_fund_member": "true", "recipient.care_premium_paid": "true",
        "recipient.meets_insurance_period": "true", "recipient.katz_home": "C", "recipient.fod_points": "11",
        "recipient.has_third_party_help": "false", "caregiver.work_status": "employee_private",
      ],
      // 1a; 4a; 4e: 7 points, under 65.
      canHave: ["fed-erk-alg", "vl-zb-zz", "fed-it"],
      // 5a Wuustwezel: from 60 on.
      later: ["wuustwezel-mantelzorgtoelage": "2027-02-20"],
      neither: ["fed-erk-soc"]
    ),
    ToldProfile(
      "A friend cares for someone of 64 in Eeklo with eight points and a small income",
      places: ("43005", "43005"),
      births: ("1961-11-11", "1962-01-15"),
      hoursPerWeek: 10,
      facts: [
        "situation.relation": "friend", "situation.same_address": "false", "situation.professional_involved": "true",
        "recipient.dwelling": "own_home", "recipient.fod_points": "8", "recipient.care_fund_member": "true",
        "recipient.years_insured_consecutive": "64", "recipient.income_test_passed": "true",
        "recipient.has_third_party_help": "false", "caregiver.work_status": "pensioner",
        "caregiver.pays_main_contributions": "false",
      ],
      // 1a; 4e: 7 points and under 65.
      canHave: ["fed-erk-alg", "fed-it"],
      // 4b: from 65 on.
      later: ["vl-zb-oud": "2027-01-15"],
      neither: ["fed-erk-soc", "fed-verlof-mb"]
    ),
    ToldProfile(
      "A student of Thomas More cares fifteen hours a week for her grandfather in Mechelen",
      places: ("12025", "12025"),
      births: ("2006-06-06", "1945-05-05"),
      hoursPerWeek: 15,
      facts: [
        "situation.relation": "grandchild", "situation.same_address": "false",
        "situation.professional_involved": "true", "situation.trust_relation": "true", "caregiver.unpaid": "true",
        "recipient.care_need_attested": "true", "caregiver.work_status": "student",
        "caregiver.institution": "thomas_more", "recipient.dwelling": "own_home",
      ],
      // 1a; 6 ONDW-STAT.
      canHave: ["fed-erk-alg", "ond-thomas-more"],
      perhaps: ["fed-erk-soc"],
      neither: ["ond-ucll", "fed-verlof-mz", "vl-zorgkrediet"]
    ),
    ToldProfile(
      "Ten to twenty hours a week are told about: more than fifty a month, or less",
      places: ("43005", "43005"),
      births: ("1970-01-01", "1940-01-01"),
      facts: [
        "situation.relation": "child", "situation.professional_involved": "true", "recipient.dwelling": "own_home",
        "recipient.fod_points": "14", "caregiver.work_status": "pensioner",
      ],
      canHave: ["fed-erk-alg", "fed-park"],
      // 1b: 43 to 87 hours a month.
      perhaps: ["fed-erk-soc"],
      change: {
        $0.hours.hours = 10
        $0.hours.atMost = 20
        $0.hours.per = "week"
      }
    ),
    ToldProfile(
      "The father of a man in Aalter was admitted to a residential care centre in October",
      places: ("44084", "44084"),
      births: ("1966-06-06", "1938-08-08"),
      hoursPerWeek: 14,
      facts: [
        "situation.relation": "child", "situation.same_address": "false", "situation.professional_involved": "true",
        "recipient.dwelling": "residential_care", "recipient.fod_points": "14", "recipient.care_fund_member": "true",
        "recipient.care_premium_paid": "true", "recipient.meets_insurance_period": "true",
      ],
      // 1a; 1b: not yet more than 90 days; 4a: in residential care; 6 FED-PARK.
      canHave: ["fed-erk-alg", "fed-erk-soc", "vl-zb-zz", "fed-park"],
      // 5a Aalter: at home.
      neither: ["aalter-mantelzorgpremie"],
      change: {
        $0.admission.firstDate = ToldProfile.date("2026-10-20")
        $0.admission.place = "residential_care_centre"
      }
    ),
    ToldProfile(
      "Nothing is told but where the two live",
      places: ("44084", "43007"),
      canHave: [],
      perhaps: ["fed-erk-alg", "fed-erk-soc", "vl-zb-zz", "fed-park"],
      // The premiums of Aalter and Kaprijke ask that both live there; of Evergem and Maldegem nothing is told.
      neither: [
        "aalter-mantelzorgpremie", "kaprijke-mantelzorgtoelage", "evergem-mantelzorgpremie",
        "maldegem-mantel-en-thuiszorgtoelage", "gent-parkeervergunning-mantelzorger",
      ]
    ),
  ]
}
