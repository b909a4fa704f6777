import CareTypes

/// The facts about the recipient, and who supplies what.
enum CareFacts {
  // MARK: Suppliers
  static let nationalRegister = BilingualText("Rijksregister", "National Register")
  static let registerOrMunicipality = BilingualText("Rijksregister of gemeente", "National Register or municipality")
  static let registerOrCareFund = BilingualText("Rijksregister of zorgkas", "National Register or care fund")
  static let caregiver = BilingualText("verklaring van de mantelzorger", "declaration of the caregiver")
  static let recipientOrRepresentative = BilingualText(
    "verklaring van de zorgvrager of de vertegenwoordiger",
    "declaration of the recipient or the representative"
  )
  static let both = BilingualText(
    "verklaring van mantelzorger en zorgvrager",
    "declaration of caregiver and recipient"
  )
  static let disabilityService = BilingualText(
    "DG Personen met een handicap (via de KSZ)",
    "Directorate-General for Disabled Persons (through the CBSS)"
  )
  static let disabilityBodies = BilingualText(
    "DG Personen met een handicap, arbeidsrechtbank of Fedris",
    "Directorate-General for Disabled Persons, labour court or Fedris"
  )
  static let childService = BilingualText("Opgroeien", "Opgroeien, the Flemish agency for children")
  static let careFund = BilingualText("zorgkas", "care fund")
  static let fund = BilingualText("ziekenfonds", "health insurance fund")
  static let agency = BilingualText("VAPH", "Flemish Agency for Persons with a Disability")
  static let nurseOrFund = BilingualText(
    "thuisverpleegkundige of ziekenfonds",
    "home nurse or health insurance fund"
  )
  static let belrai = BilingualText("dienst voor gezinszorg of zorgkas", "home care service or care fund")
  static let doctorOrFund = BilingualText("huisarts of ziekenfonds", "general practitioner or health insurance fund")
  static let doctorOrService = BilingualText("huisarts of sociale dienst", "general practitioner or social service")
  static let institutionOrFund = BilingualText("voorziening of ziekenfonds", "institution or health insurance fund")
  static let dwellingSources = BilingualText(
    "zorgvrager, zorgkas of voorziening",
    "recipient, care fund or institution"
  )
  static let registry = BilingualText("het register van mantelzorgers", "the registry of caregivers")

  // MARK: Recipient

  static let recipient = [
    Fact(
      "recipient.age",
      .int,
      unit: .years,
      range: 0...130,
      label: BilingualText("leeftijd van de zorgvrager", "age of the recipient"),
      suppliedBy: nationalRegister
    ),
    Fact(
      "recipient.resident",
      .bool,
      label: BilingualText(
        "woonplaats van de zorgvrager in het gebied van de overheid",
        "residence of the recipient in the territory of the authority"
      ),
      suppliedBy: registerOrMunicipality,
      locality: .authority,
      valueElsewhere: .bool(false)
    ),
    Fact(
      "recipient.domicile_in_belgium",
      .bool,
      label: BilingualText(
        "hoofdverblijfplaats van de zorgvrager in België",
        "main residence of the recipient in Belgium"
      ),
      suppliedBy: nationalRegister
    ),
    Fact(
      "recipient.dwelling",
      .string,
      choices: [
        FactChoice("own_home", BilingualText("eigen woning", "own home")),
        FactChoice("with_caregiver", BilingualText("bij de mantelzorger (zorgwoning)", "with the caregiver")),
        FactChoice("residential_care", BilingualText("woonzorgcentrum", "residential care centre")),
        FactChoice(
          "disability_facility",
          BilingualText("voorziening voor personen met een handicap", "disability facility")
        ),
        FactChoice("psychiatric_facility", BilingualText("psychiatrische voorziening", "psychiatric facility")),
        FactChoice("hospital", BilingualText("ziekenhuis", "hospital")),
      ],
      label: BilingualText("verblijf van de zorgvrager", "dwelling of the recipient"),
      suppliedBy: dwellingSources
    ),
    Fact(
      "recipient.lives_at_home",
      .bool,
      label: BilingualText("verblijf van de zorgvrager in een thuismilieu", "residence of the recipient at home"),
      suppliedBy: dwellingSources
    ),
    Fact(
      "recipient.fod_points",
      .int,
      unit: .points,
      range: 0...18,
      label: BilingualText(
        "punten zelfredzaamheid (medisch-sociale schaal)",
        "points on the medical-social scale of self-reliance"
      ),
      suppliedBy: disabilityService
    ),
    Fact(
      "recipient.fod_mobility_points",
      .int,
      unit: .points,
      range: 0...3,
      label: BilingualText(
        "punten verplaatsing (medisch-sociale schaal)",
        "points for mobility on the medical-social scale"
      ),
      suppliedBy: disabilityService
    ),
    Fact(
      "recipient.child_points_p1",
      .int,
      unit: .points,
      range: 0...6,
      label: BilingualText("punten in pijler 1 (zorgtoeslag)", "points in pillar 1 of the child care supplement"),
      suppliedBy: childService
    ),
    Fact(
      "recipient.child_points_total",
      .int,
      unit: .points,
      range: 0...36,
      label: BilingualText(
        "punten in de drie pijlers samen (zorgtoeslag)",
        "points in the three pillars of the child care supplement"
      ),
      suppliedBy: childService
    ),
    Fact(
      "recipient.disability_percent",
      .int,
      unit: .percent,
      range: 0...100,
      label: BilingualText("percentage arbeidsongeschiktheid of handicap", "percentage of disability"),
      suppliedBy: disabilityBodies
    ),
    Fact(
      "recipient.bel_score",
      .int,
      unit: .points,
      range: 0...81,
      label: BilingualText("score op de BEL-profielschaal", "score on the BEL profile scale"),
      suppliedBy: careFund
    ),
    Fact(
      "recipient.bel_block_b",
      .int,
      unit: .points,
      range: 0...81,
      label: BilingualText(
        "score op blok B van de BEL-profielschaal",
        "score on block B of the BEL profile scale"
      ),
      suppliedBy: careFund
    ),
    Fact(
      "recipient.katz_home",
      .string,
      choices: [
        FactChoice("none", BilingualText("geen", "none")),
        FactChoice("A", BilingualText("A", "A")),
        FactChoice("B", BilingualText("B", "B")),
        FactChoice("C", BilingualText("C", "C")),
      ],
      label: BilingualText("Katz-forfait in de thuisverpleging", "Katz flat rate in home nursing"),
      suppliedBy: nurseOrFund
    ),
    Fact(
      "recipient.belrai_total",
      .decimal,
      unit: .points,
      range: 0...30,
      label: BilingualText("totaalscore op de BelRAI Screener", "total score on the BelRAI Screener"),
      suppliedBy: belrai
    ),
    Fact(
      "recipient.belrai_iadl_adl",
      .decimal,
      unit: .points,
      range: 0...12,
      label: BilingualText(
        "som van IADL en ADL op de BelRAI Screener",
        "sum of IADL and ADL on the BelRAI Screener"
      ),
      suppliedBy: belrai
    ),
    Fact(
      "recipient.has_care_budget_severe",
      .bool,
      label: BilingualText(
        "zorgbudget voor zwaar zorgbehoevenden",
        "care budget for severely care-dependent people"
      ),
      suppliedBy: careFund
    ),
    Fact(
      "recipient.has_basic_support_budget",
      .bool,
      label: BilingualText("basisondersteuningsbudget (BOB)", "basic support budget"),
      suppliedBy: careFund
    ),
    Fact(
      "recipient.has_personal_budget",
      .bool,
      label: BilingualText("persoonsvolgend budget (PVB)", "personal budget for people with a disability"),
      suppliedBy: agency
    ),
    Fact(
      "recipient.has_income_or_integration_allowance",
      .bool,
      label: BilingualText(
        "recht op IVT, IT of THAB",
        "right to an income replacement, integration or elderly assistance allowance"
      ),
      suppliedBy: disabilityService
    ),
    Fact(
      "recipient.has_third_party_help",
      .bool,
      label: BilingualText("uitkering voor hulp van derden", "allowance for the help of third parties"),
      suppliedBy: fund
    ),
    Fact(
      "recipient.care_fund_member",
      .bool,
      label: BilingualText("aansluiting bij een zorgkas", "membership of a care fund"),
      suppliedBy: careFund
    ),
    Fact(
      "recipient.care_premium_paid",
      .bool,
      label: BilingualText("betaalde zorgpremie", "care premium paid"),
      suppliedBy: careFund
    ),
    Fact(
      "recipient.meets_insurance_period",
      .bool,
      label: BilingualText(
        "tien jaar in Vlaanderen of Brussel of sociaal verzekerd, waarvan vijf ononderbroken",
        "ten years of residence or social insurance, five of them consecutive"
      ),
      suppliedBy: registerOrCareFund
    ),
    Fact(
      "recipient.palliative_status",
      .bool,
      label: BilingualText("palliatief statuut", "palliative status"),
      suppliedBy: doctorOrFund
    ),
    Fact(
      "recipient.days_admitted",
      .int,
      unit: .days,
      range: 0...47_500,
      label: BilingualText("duur van de opname", "length of the admission"),
      suppliedBy: institutionOrFund
    ),
    Fact(
      "recipient.admitted_over_90_days",
      .bool,
      label: BilingualText("opname van meer dan 90 dagen", "admission of more than 90 days"),
      suppliedBy: institutionOrFund
    ),
    Fact(
      "recipient.residential_days",
      .int,
      unit: .days,
      range: 0...47_500,
      label: BilingualText(
        "duur van het verblijf in een woonzorgcentrum, kortverblijf of psychiatrisch verzorgingstehuis",
        "length of the stay in a residential care centre, short stay or psychiatric care home"
      ),
      suppliedBy: institutionOrFund
    ),
    Fact(
      "recipient.place_of_stay",
      .string,
      choices: [
        FactChoice("none", BilingualText("niet opgenomen", "not admitted")),
        FactChoice("hospital", BilingualText("ziekenhuis", "hospital")),
        FactChoice("residential_care_centre", BilingualText("woonzorgcentrum", "residential care centre")),
        FactChoice("short_stay", BilingualText("centrum voor kortverblijf", "centre for short stay")),
        FactChoice(
          "psychiatric_care_home",
          BilingualText("psychiatrisch verzorgingstehuis", "psychiatric care home")
        ),
        FactChoice("other", BilingualText("andere voorziening", "another place of care")),
      ],
      label: BilingualText("plaats van de opname", "place of the admission"),
      suppliedBy: institutionOrFund
    ),
    Fact(
      "recipient.days_abroad_this_year",
      .int,
      unit: .days,
      range: 0...366,
      label: BilingualText("verblijf in het buitenland dit jaar", "stay abroad this year"),
      suppliedBy: recipientOrRepresentative
    ),
    Fact(
      "recipient.needs_help_to_live_at_home",
      .bool,
      label: BilingualText("nood aan hulp om thuis te blijven wonen", "need of help to go on living at home"),
      suppliedBy: doctorOrService
    ),
    Fact(
      "recipient.caregiver_count",
      .int,
      unit: .count,
      range: 0...1_000,
      label: BilingualText("aantal mantelzorgers van de zorgvrager", "number of caregivers of the recipient"),
      suppliedBy: registry
    ),
  ]
}
