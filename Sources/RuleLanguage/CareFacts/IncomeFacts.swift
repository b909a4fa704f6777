import CareTypes

extension CareFacts {
  // MARK: Income, allowances and premiums

  /// Incomes are those of the last tax assessment, in euro cents a year.
  static let incomes: [Fact] = [
    income(
      "caregiver.taxable_income_yearly",
      BilingualText("belastbaar jaarinkomen van de mantelzorger", "taxable yearly income of the caregiver"),
      taxes
    ),
    income(
      "recipient.taxable_income_yearly",
      BilingualText("belastbaar jaarinkomen van de zorgvrager", "taxable yearly income of the recipient"),
      taxes
    ),
    income(
      "recipient.household_taxable_income_yearly",
      BilingualText("belastbaar jaarinkomen van het gezin van de zorgvrager", "taxable yearly income of the household"),
      taxes
    ),
    income(
      "situation.joint_taxable_income_yearly",
      BilingualText(
        "belastbaar jaarinkomen van mantelzorger en zorgvrager samen",
        "taxable yearly income of caregiver and recipient together"
      ),
      taxes
    ),
    income(
      "recipient.cadastral_income_yearly",
      BilingualText("kadastraal inkomen van de zorgvrager", "cadastral income of the recipient"),
      taxes
    ),
    whole(
      "recipient.household_dependants",
      .count,
      50,
      BilingualText("personen ten laste in het gezin", "dependants in the household"),
      taxes
    ),
    whole(
      "recipient.household_dependants_with_disability",
      .count,
      50,
      BilingualText("personen ten laste met een handicap", "dependants with a disability"),
      taxes
    ),
    flag(
      "recipient.in_couple",
      BilingualText("zorgvrager met een partner", "recipient with a partner"),
      nationalRegister
    ),
    flag(
      "recipient.income_test_passed",
      BilingualText("inkomens- en vermogensonderzoek doorstaan", "income and property test passed"),
      careFund
    ),
    flag(
      "recipient.fund_income_test_passed",
      BilingualText(
        "inkomensonderzoek van het ziekenfonds doorstaan",
        "income test of the health insurance fund passed"
      ),
      fund
    ),
    flag(
      "caregiver.increased_reimbursement",
      BilingualText("verhoogde tegemoetkoming van de mantelzorger", "increased reimbursement of the caregiver"),
      fund
    ),
    flag(
      "recipient.increased_reimbursement",
      BilingualText("verhoogde tegemoetkoming van de zorgvrager", "increased reimbursement of the recipient"),
      fund
    ),
    flag("recipient.living_wage", BilingualText("leefloon", "living wage"), socialService),
    whole(
      "recipient.living_wage_months",
      .months,
      1_560,
      BilingualText("maanden leefloon", "months of living wage"),
      socialService
    ),
    flag(
      "recipient.aid_equal_to_living_wage",
      BilingualText("steun van het OCMW gelijk aan een leefloon", "aid equal to a living wage"),
      socialService
    ),
    flag(
      "recipient.income_guarantee",
      BilingualText("inkomensgarantie voor ouderen (IGO)", "income guarantee for the elderly"),
      pensions
    ),
    flag(
      "recipient.has_income_replacement",
      BilingualText("inkomensvervangende tegemoetkoming (IVT)", "income replacement allowance"),
      disabilityService
    ),
    flag(
      "recipient.has_integration_allowance",
      BilingualText("integratietegemoetkoming (IT)", "integration allowance"),
      disabilityService
    ),
    flag(
      "recipient.has_elderly_assistance",
      BilingualText("tegemoetkoming voor hulp aan bejaarden (THAB)", "elderly assistance allowance"),
      disabilityService
    ),
    flag(
      "recipient.has_old_law_allowance",
      BilingualText("tegemoetkoming van de oude wetgeving (65%)", "allowance under the old law (65%)"),
      disabilityService
    ),
    percent(
      "recipient.earning_capacity_percent",
      BilingualText("verdienvermogen van de zorgvrager", "earning capacity of the recipient"),
      disabilityService
    ),
    flag(
      "recipient.has_medical_pension",
      BilingualText("pensioen als ambtenaar wegens ziekte", "medical pension of a civil servant"),
      pensions
    ),
    flag(
      "recipient.has_elderly_care_budget",
      BilingualText("zorgbudget voor ouderen met een zorgnood", "care budget for elderly people with a care need"),
      careFund
    ),
    whole(
      "recipient.elderly_care_budget_category",
      .count,
      5,
      BilingualText("categorie van het zorgbudget voor ouderen", "category of the care budget for elderly people"),
      careFund
    ),
    flag(
      "recipient.has_child_care_supplement",
      BilingualText("zorgtoeslag (Groeipakket)", "child care supplement"),
      childService
    ),
    flag(
      "recipient.has_child_support_supplement",
      BilingualText("ondersteuningstoeslag (Groeipakket)", "child support supplement"),
      childService
    ),
    flag(
      "recipient.has_increased_child_benefit",
      BilingualText("verhoogde kinderbijslag", "increased child benefit"),
      childService
    ),
    flag("recipient.is_orphan", BilingualText("wees", "orphan"), nationalRegister),
    flag(
      "recipient.is_unaccompanied_minor",
      BilingualText("niet-begeleide minderjarige vreemdeling", "unaccompanied minor"),
      nationalRegister
    ),
    flag(
      "recipient.collective_heating_social_housing",
      BilingualText("sociale woning met gemeenschappelijke verwarming", "social housing with collective heating"),
      municipality
    ),
    flag(
      "recipient.household_has_tariff_status",
      BilingualText(
        "gezinslid met een statuut voor het sociaal tarief",
        "household member with a status for the social tariff"
      ),
      disabilityService
    ),
    flag(
      "recipient.similar_premium",
      BilingualText("gelijkaardige Vlaamse of federale premie", "similar Flemish or federal premium"),
      recipientOrRepresentative
    ),
    flag(
      "recipient.other_municipal_premium",
      BilingualText("andere gemeentelijke premie van de zorgvrager", "other municipal premium of the recipient"),
      municipality
    ).local(.recipientMunicipality),
    flag(
      "recipient.premium_at_address",
      BilingualText(
        "andere mantelzorgpremie op het adres van de zorgvrager",
        "another premium at the recipient's address"
      ),
      municipality
    ).local(.recipientMunicipality),
    flag(
      "caregiver.other_municipal_premium",
      BilingualText("andere gemeentelijke premie van de mantelzorger", "other municipal premium of the caregiver"),
      municipality
    ).local(.caregiverMunicipality),
    flag(
      "caregiver.municipality_pays_premium",
      BilingualText(
        "premie van de eigen gemeente van de mantelzorger",
        "premium of the caregiver's own municipality"
      ),
      caregiverOrMunicipality
    ).local(.caregiverMunicipality),
  ]
}
