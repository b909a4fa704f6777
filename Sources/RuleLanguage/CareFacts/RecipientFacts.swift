/// The facts about the recipient, and who supplies what.
enum CareFacts {
  // MARK: Suppliers
  static let nationalRegister = Phrase("Rijksregister", "National Register")
  static let registerOrMunicipality = Phrase("Rijksregister of gemeente", "National Register or municipality")
  static let registerOrCareFund = Phrase("Rijksregister of zorgkas", "National Register or care fund")
  static let caregiver = Phrase("verklaring van de mantelzorger", "declaration of the caregiver")
  static let recipientOrRepresentative = Phrase(
    "verklaring van de zorgvrager of de vertegenwoordiger",
    "declaration of the recipient or the representative"
  )
  static let both = Phrase(
    "verklaring van mantelzorger en zorgvrager",
    "declaration of caregiver and recipient"
  )
  static let disabilityService = Phrase(
    "DG Personen met een handicap (via de KSZ)",
    "Directorate-General for Disabled Persons (through the CBSS)"
  )
  static let disabilityBodies = Phrase(
    "DG Personen met een handicap, arbeidsrechtbank of Fedris",
    "Directorate-General for Disabled Persons, labour court or Fedris"
  )
  static let childService = Phrase("Opgroeien", "Opgroeien, the Flemish agency for children")
  static let careFund = Phrase("zorgkas", "care fund")
  static let fund = Phrase("ziekenfonds", "health insurance fund")
  static let agency = Phrase("VAPH", "Flemish Agency for Persons with a Disability")
  static let nurseOrFund = Phrase(
    "thuisverpleegkundige of ziekenfonds",
    "home nurse or health insurance fund"
  )
  static let belrai = Phrase("dienst voor gezinszorg of zorgkas", "home care service or care fund")
  static let doctorOrFund = Phrase("huisarts of ziekenfonds", "general practitioner or health insurance fund")
  static let doctorOrService = Phrase("huisarts of sociale dienst", "general practitioner or social service")
  static let institutionOrFund = Phrase("voorziening of ziekenfonds", "institution or health insurance fund")
  static let dwellingSources = Phrase(
    "zorgvrager, zorgkas of voorziening",
    "recipient, care fund or institution"
  )
  static let registry = Phrase("het register van mantelzorgers", "the registry of caregivers")

  // MARK: Recipient

  static let recipient = [
    Fact(
      "recipient.age",
      .int,
      unit: .years,
      range: 0...130,
      label: Phrase("leeftijd van de zorgvrager", "age of the recipient"),
      suppliedBy: nationalRegister
    ),
    Fact(
      "recipient.resident",
      .bool,
      label: Phrase(
        "woonplaats van de zorgvrager in het gebied van de overheid",
        "residence of the recipient in the territory of the authority"
      ),
      suppliedBy: registerOrMunicipality,
      locality: .authority
    ),
    Fact(
      "recipient.domicile_in_belgium",
      .bool,
      label: Phrase(
        "hoofdverblijfplaats van de zorgvrager in België",
        "main residence of the recipient in Belgium"
      ),
      suppliedBy: nationalRegister
    ),
    Fact(
      "recipient.dwelling",
      .string,
      choices: [
        FactChoice("own_home", Phrase("eigen woning", "own home")),
        FactChoice("with_caregiver", Phrase("bij de mantelzorger (zorgwoning)", "with the caregiver")),
        FactChoice("residential_care", Phrase("woonzorgcentrum", "residential care centre")),
        FactChoice(
          "disability_facility",
          Phrase("voorziening voor personen met een handicap", "disability facility")
        ),
        FactChoice("psychiatric_facility", Phrase("psychiatrische voorziening", "psychiatric facility")),
        FactChoice("hospital", Phrase("ziekenhuis", "hospital")),
      ],
      label: Phrase("verblijf van de zorgvrager", "dwelling of the recipient"),
      suppliedBy: dwellingSources
    ),
    Fact(
      "recipient.lives_at_home",
      .bool,
      label: Phrase("verblijf van de zorgvrager in een thuismilieu", "residence of the recipient at home"),
      suppliedBy: dwellingSources
    ),
    Fact(
      "recipient.fod_points",
      .int,
      unit: .points,
      range: 0...18,
      label: Phrase(
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
      label: Phrase(
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
      label: Phrase("punten in pijler 1 (zorgtoeslag)", "points in pillar 1 of the child care supplement"),
      suppliedBy: childService
    ),
    Fact(
      "recipient.child_points_total",
      .int,
      unit: .points,
      range: 0...36,
      label: Phrase(
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
      label: Phrase("percentage arbeidsongeschiktheid of handicap", "percentage of disability"),
      suppliedBy: disabilityBodies
    ),
    Fact(
      "recipient.bel_score",
      .int,
      unit: .points,
      range: 0...81,
      label: Phrase("score op de BEL-profielschaal", "score on the BEL profile scale"),
      suppliedBy: careFund
    ),
    Fact(
      "recipient.bel_block_b",
      .int,
      unit: .points,
      range: 0...81,
      label: Phrase(
        "score op blok B van de BEL-profielschaal",
        "score on block B of the BEL profile scale"
      ),
      suppliedBy: careFund
    ),
    Fact(
      "recipient.katz_home",
      .string,
      choices: [
        FactChoice("none", Phrase("geen", "none")),
        FactChoice("A", Phrase("A", "A")),
        FactChoice("B", Phrase("B", "B")),
        FactChoice("C", Phrase("C", "C")),
      ],
      label: Phrase("Katz-forfait in de thuisverpleging", "Katz flat rate in home nursing"),
      suppliedBy: nurseOrFund
    ),
    Fact(
      "recipient.belrai_total",
      .decimal,
      unit: .points,
      range: 0...30,
      label: Phrase("totaalscore op de BelRAI Screener", "total score on the BelRAI Screener"),
      suppliedBy: belrai
    ),
    Fact(
      "recipient.belrai_iadl_adl",
      .decimal,
      unit: .points,
      range: 0...12,
      label: Phrase(
        "som van IADL en ADL op de BelRAI Screener",
        "sum of IADL and ADL on the BelRAI Screener"
      ),
      suppliedBy: belrai
    ),
    Fact(
      "recipient.has_care_budget_severe",
      .bool,
      label: Phrase(
        "zorgbudget voor zwaar zorgbehoevenden",
        "care budget for severely care-dependent people"
      ),
      suppliedBy: careFund
    ),
    Fact(
      "recipient.has_basic_support_budget",
      .bool,
      label: Phrase("basisondersteuningsbudget (BOB)", "basic support budget"),
      suppliedBy: careFund
    ),
    Fact(
      "recipient.has_personal_budget",
      .bool,
      label: Phrase("persoonsvolgend budget (PVB)", "personal budget for people with a disability"),
      suppliedBy: agency
    ),
    Fact(
      "recipient.has_income_or_integration_allowance",
      .bool,
      label: Phrase(
        "recht op IVT, IT of THAB",
        "right to an income replacement, integration or elderly assistance allowance"
      ),
      suppliedBy: disabilityService
    ),
    Fact(
      "recipient.has_third_party_help",
      .bool,
      label: Phrase("uitkering voor hulp van derden", "allowance for the help of third parties"),
      suppliedBy: fund
    ),
    Fact(
      "recipient.care_fund_member",
      .bool,
      label: Phrase("aansluiting bij een zorgkas", "membership of a care fund"),
      suppliedBy: careFund
    ),
    Fact(
      "recipient.care_premium_paid",
      .bool,
      label: Phrase("betaalde zorgpremie", "care premium paid"),
      suppliedBy: careFund
    ),
    Fact(
      "recipient.meets_insurance_period",
      .bool,
      label: Phrase(
        "tien jaar in Vlaanderen of Brussel of sociaal verzekerd, waarvan vijf ononderbroken",
        "ten years of residence or social insurance, five of them consecutive"
      ),
      suppliedBy: registerOrCareFund
    ),
    Fact(
      "recipient.palliative_status",
      .bool,
      label: Phrase("palliatief statuut", "palliative status"),
      suppliedBy: doctorOrFund
    ),
    Fact(
      "recipient.days_admitted",
      .int,
      unit: .days,
      range: 0...47_500,
      label: Phrase("duur van de opname", "length of the admission"),
      suppliedBy: institutionOrFund
    ),
    Fact(
      "recipient.admitted_over_90_days",
      .bool,
      label: Phrase("opname van meer dan 90 dagen", "admission of more than 90 days"),
      suppliedBy: institutionOrFund
    ),
    Fact(
      "recipient.days_abroad_this_year",
      .int,
      unit: .days,
      range: 0...366,
      label: Phrase("verblijf in het buitenland dit jaar", "stay abroad this year"),
      suppliedBy: recipientOrRepresentative
    ),
    Fact(
      "recipient.needs_help_to_live_at_home",
      .bool,
      label: Phrase("nood aan hulp om thuis te blijven wonen", "need of help to go on living at home"),
      suppliedBy: doctorOrService
    ),
    Fact(
      "recipient.caregiver_count",
      .int,
      unit: .count,
      range: 0...1_000,
      label: Phrase("aantal mantelzorgers van de zorgvrager", "number of caregivers of the recipient"),
      suppliedBy: registry
    ),
  ]
}
