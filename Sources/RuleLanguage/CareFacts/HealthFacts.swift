import CareTypes

extension CareFacts {
  // MARK: The recipient's health

  /// Conditions that target groups and regulations name, and disability beside the scales.
  static let health: [Fact] = [
    flag(
      "recipient.reduced_self_reliance",
      BilingualText(
        "kwetsbaar en afhankelijk door ouderdom, gezondheid of handicap",
        "vulnerable and dependent through old age, health or handicap"
      ),
      both
    ),
    diagnosis("has_dementia", "dementie", "dementia"),
    diagnosis("has_psychological_vulnerability", "psychische kwetsbaarheid", "psychological vulnerability"),
    diagnosis("has_acquired_brain_injury", "niet-aangeboren hersenletsel", "acquired brain injury"),
    diagnosis("has_cognitive_impairment", "cognitieve beperking", "cognitive impairment"),
    diagnosis("has_chronic_illness", "chronische ziekte", "chronic illness"),
    diagnosis("has_cancer", "kanker", "cancer"),
    diagnosis("has_disability", "handicap", "disability"),
    diagnosis("has_mental_care_need", "psychische zorgnood", "mental care need"),
    diagnosis("is_seriously_ill", "zware ziekte", "serious illness"),
    diagnosis("has_life_threatening_illness", "levensbedreigende ziekte", "life-threatening illness"),
    diagnosis("is_terminally_ill", "ongeneeslijke, terminale ziekte", "incurable and terminal illness"),
    diagnosis("is_bedridden", "bedlegerigheid", "being bedridden"),
    diagnosis("is_immobile", "immobiliteit", "immobility"),
    diagnosis("is_incontinent", "incontinentie", "incontinence"),
    diagnosis("needs_help_eating", "nood aan hulp bij het eten", "need of help with eating"),
    diagnosis("needs_help_with_toilet", "nood aan hulp bij het toiletbezoek", "need of help with the toilet"),
    fod("eating", "eten en koken", "eating and cooking"),
    fod("hygiene", "hygiëne en kleden", "hygiene and dressing"),
    fod("household", "huishouden", "housework"),
    fod("danger", "gevaar en toezicht", "danger and supervision"),
    fod("communication", "communicatie", "communication"),
    points(
      "recipient.child_mobility_points",
      6,
      BilingualText("punten verplaatsing van het kind", "points of the child for mobility"),
      childService
    ),
    percent(
      "recipient.lower_limb_percent",
      BilingualText("invaliditeit van de onderste ledematen", "invalidity of the lower limbs"),
      disabilityBodies
    ),
    flag(
      "recipient.permanent_disability",
      BilingualText("blijvende invaliditeit", "permanent invalidity"),
      disabilityBodies
    ),
    flag(
      "recipient.arms_paralysed",
      BilingualText("verlamming of amputatie van beide armen", "both arms paralysed or amputated"),
      disabilityBodies
    ),
    percent("recipient.war_invalid_percent", BilingualText("oorlogsinvaliditeit", "war invalidity"), disabilityBodies),
    flag(
      "recipient.approved_mobility_aid",
      BilingualText("goedgekeurd mobiliteitshulpmiddel", "approved mobility aid"),
      careFund
    ),
    flag(
      "recipient.disability_recognised_before_65",
      BilingualText("handicap erkend voor de leeftijd van 65 jaar", "disability recognised before the age of 65"),
      disabilityService
    ),
    flag(
      "recipient.uses_vaph_care",
      BilingualText(
        "niet-rechtstreeks toegankelijke hulp van het VAPH",
        "care of the Flemish Agency for Disability that is not directly accessible"
      ),
      agency
    ),
    flag(
      "recipient.left_vaph_care",
      BilingualText(
        "vrijwillig gestopt met hulp van het VAPH",
        "left care of the Flemish Agency for Disability voluntarily"
      ),
      agency
    ),
    choice(
      "recipient.katz_day_care",
      ["none", "O", "A", "B", "C", "Cd", "D"].map { word in
        FactChoice(word, word == "none" ? BilingualText("geen", "none") : BilingualText(word, word))
      },
      BilingualText("Katz-categorie in dagverzorging of kortverblijf", "Katz category in day care or short stay"),
      institutionOrFund
    ),
    points(
      "recipient.municipal_scale",
      100,
      BilingualText("score op de eigen schaal van de gemeente", "score on the municipality's own scale"),
      socialService
    ).local(.recipientMunicipalityScale),
    points(
      "recipient.doctor_form_score",
      100,
      BilingualText("score op het formulier van de huisarts", "score on the form of the general practitioner"),
      generalPractitioner
    ),
    flag(
      "recipient.bel_attest_before_june_2021",
      BilingualText("BEL-attest van voor 1 juni 2021", "BEL attest of before 1 June 2021"),
      careFund
    ),
    whole(
      "recipient.care_attest_age_months",
      .months,
      1_560,
      BilingualText("ouderdom van het attest van zorgnood", "age of the attest of care need"),
      careFund
    ),
    whole(
      "recipient.care_attest_months_left",
      .months,
      1_560,
      BilingualText("resterende geldigheid van het attest van zorgnood", "validity left of the attest of care need"),
      careFund
    ),
    flag(
      "recipient.social_report",
      BilingualText("verslag van de sociale dienst over de zorgnood", "report of the social service on the care need"),
      socialService
    ),
    whole(
      "recipient.active_recognitions",
      .count,
      100,
      BilingualText(
        "mantelzorgers van de zorgvrager met een erkenning met sociale rechten",
        "caregivers of the recipient recognised with social rights"
      ),
      fund
    ),
  ]

  private static func diagnosis(_ name: String, _ dutch: String, _ english: String) -> Fact {
    flag("recipient.\(name)", BilingualText("\(dutch) van de zorgvrager", "\(english) of the recipient"), doctorOrFund)
  }

  private static func fod(_ name: String, _ dutch: String, _ english: String) -> Fact {
    points(
      "recipient.fod_\(name)_points",
      3,
      BilingualText("punten \(dutch) (medisch-sociale schaal)", "points for \(english) on the medical-social scale"),
      disabilityService
    )
  }
}
