import CareTypes

extension CareFacts {
  // MARK: The caregiver's strain, needs and background

  /// The facts that offers of support, respite and associations ask for.
  static let strain: [Fact] = [
    points(
      "caregiver.csi_score",
      13,
      BilingualText("score op de Caregiver Strain Index", "score on the Caregiver Strain Index"),
      professional
    ),
    points(
      "caregiver.zarit_score",
      48,
      BilingualText("score op de Zarit-schaal (12 vragen)", "score on the Zarit scale (12 items)"),
      professional
    ),
    points(
      "caregiver.zarit_screen_score",
      16,
      BilingualText("score op de Zarit-schaal (4 vragen)", "score on the Zarit scale (4 items)"),
      professional
    ),
    flag(
      "caregiver.overloaded",
      BilingualText("overbelasting van de mantelzorger", "overload of the caregiver"),
      professional
    ),
    flag(
      "caregiver.adviser_recommends_respite",
      BilingualText("advies tot respijtzorg van een mantelzorgadviseur", "advice of a caregiver adviser for respite"),
      municipality
    ),
    flag(
      "caregiver.registered_with_adviser",
      BilingualText("inschrijving bij een mantelzorgconsulent", "registration with a caregiver adviser"),
      municipality
    ),
    points(
      "caregiver.fod_points",
      18,
      BilingualText("punten zelfredzaamheid van de mantelzorger zelf", "points of self-reliance of the caregiver"),
      disabilityService
    ),
    need("information", "informatie en advies", "information and advice"),
    need("guidance", "persoonlijke begeleiding", "personal guidance"),
    need("education", "educatie", "education"),
    need("emotional_support", "emotionele steun", "emotional support"),
    need("practical_help", "praktische hulp", "practical help"),
    need("respite", "respijtzorg", "respite care"),
    need("financial_help", "financiële hulp", "financial help"),
    need("material_help", "materiële hulp", "material help"),
    choice(
      "caregiver.language",
      [
        FactChoice("dutch", BilingualText("Nederlands", "Dutch")),
        FactChoice("french", BilingualText("Frans", "French")),
        FactChoice("german", BilingualText("Duits", "German")),
        FactChoice("other", BilingualText("andere", "other")),
      ],
      BilingualText("taal van de mantelzorger", "language of the caregiver"),
      caregiver
    ),
    choice(
      "caregiver.health_insurance_fund",
      funds,
      BilingualText("ziekenfonds van de mantelzorger", "health insurance fund of the caregiver"),
      caregiver
    ),
    choice(
      "recipient.health_insurance_fund",
      funds,
      BilingualText("ziekenfonds van de zorgvrager", "health insurance fund of the recipient"),
      recipientOrRepresentative
    ),
  ]

  private static let funds = [
    FactChoice("cm", BilingualText("CM", "CM")),
    FactChoice("solidaris", BilingualText("Solidaris", "Solidaris")),
    FactChoice("helan", BilingualText("Helan", "Helan")),
    FactChoice("lm", BilingualText("Liberale Mutualiteit", "Liberal Fund")),
    FactChoice("vnz", BilingualText("Vlaams & Neutraal Ziekenfonds", "Flemish and Neutral Fund")),
    FactChoice("hziv", BilingualText("HZIV", "Auxiliary Fund")),
    FactChoice("other", BilingualText("ander", "other")),
  ]

  /// One of the eight areas in which caregivers need support.
  private static func need(_ name: String, _ dutch: String, _ english: String) -> Fact {
    flag("caregiver.needs_\(name)", BilingualText("vraag naar \(dutch)", "need of \(english)"), professional)
  }
}
