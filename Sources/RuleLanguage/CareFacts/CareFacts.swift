import CareTypes

extension FactCatalogue {
  /// The facts of a care situation (*mantelzorgsituatie*) that conditions of provisions may ask for.
  ///
  /// `caregiver` is the mantelzorger, `recipient` the person with a care and support need (*zorgvrager*), `situation`
  /// the care situation of the two. Ages and periods are those on the day of the evaluation.
  package static let care = FactCatalogue(
    trusted: caregiverFacts + CareFacts.recipient + CareFacts.scales + situationFacts + [CareFacts.recognition]
      + CareFacts.work + CareFacts.leave + CareFacts.strain + CareFacts.kinship + CareFacts.residence
      + CareFacts.incomes + CareFacts.health + CareFacts.palliative
  )

  private static let caregiverFacts = [
    Fact(
      "caregiver.age",
      .int,
      unit: .years,
      range: 0...130,
      label: BilingualText("leeftijd van de mantelzorger", "age of the caregiver"),
      suppliedBy: CareFacts.nationalRegister
    ),
    Fact(
      "caregiver.resident",
      .bool,
      label: BilingualText(
        "woonplaats van de mantelzorger in het gebied van de overheid",
        "residence of the caregiver in the territory of the authority"
      ),
      suppliedBy: CareFacts.registerOrMunicipality,
      locality: .authority,
      valueElsewhere: .bool(false)
    ),
    Fact(
      "caregiver.domicile_in_belgium",
      .bool,
      label: BilingualText(
        "hoofdverblijfplaats van de mantelzorger in België",
        "main residence of the caregiver in Belgium"
      ),
      suppliedBy: CareFacts.nationalRegister
    ),
    Fact(
      "caregiver.in_need_of_care",
      .bool,
      label: BilingualText("eigen zorgnood van de mantelzorger", "care need of the caregiver's own"),
      suppliedBy: CareFacts.disabilityService
    ),
    Fact(
      "caregiver.unpaid",
      .bool,
      label: BilingualText("onbetaalde, niet-beroepsmatige zorg", "unpaid and non-professional care"),
      suppliedBy: CareFacts.caregiver
    ),
    Fact(
      "caregiver.recipient_count",
      .int,
      unit: .count,
      range: 0...1_000,
      label: BilingualText("aantal zorgvragers van de mantelzorger", "number of recipients of the caregiver"),
      suppliedBy: CareFacts.registry
    ),
  ]

  private static let situationFacts =
    CareTermFact.catalogue + [
      Fact(
        "situation.trust_relation",
        .bool,
        label: BilingualText(
          "vertrouwensrelatie of nauwe, affectieve of geografische band",
          "trust relation or close affective or geographic relation"
        ),
        suppliedBy: CareFacts.both
      ),
      Fact(
        "situation.months_since_start",
        .int,
        unit: .months,
        range: 0...1_560,
        label: BilingualText("duur van de mantelzorg", "duration of the care"),
        suppliedBy: CareFacts.both
      ),
      Fact(
        "situation.declared_by_caregiver",
        .bool,
        label: BilingualText(
          "verklaring op eer van de mantelzorger",
          "declaration on honour of the caregiver"
        ),
        suppliedBy: CareFacts.caregiver
      ),
      Fact(
        "situation.declared_by_recipient",
        .bool,
        label: BilingualText("verklaring op eer van de zorgvrager", "declaration on honour of the recipient"),
        suppliedBy: CareFacts.recipientOrRepresentative
      ),
      Fact(
        "situation.respects_life_project",
        .bool,
        label: BilingualText(
          "respect voor het levensproject van de zorgvrager",
          "respect for the life project of the recipient"
        ),
        suppliedBy: CareFacts.both
      ),
    ]
}
