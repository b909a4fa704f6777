extension CareFacts {
  // MARK: What caregiver and recipient are to each other, and what the care consists of

  /// Kinship (*verwantschap*), household, the care given and the attests for it.
  static let kinship: [Fact] = [
    choice(
      "situation.kinship",
      [
        FactChoice("none", Phrase("geen verwantschap", "no kinship")),
        FactChoice("partner", Phrase("echtgenoot of wettelijk samenwonende", "spouse or legal cohabitant")),
        FactChoice("blood", Phrase("bloedverwant", "blood relative")),
        FactChoice("in_law", Phrase("aanverwant", "relative by marriage")),
        FactChoice(
          "cohabitant_kin",
          Phrase("familie van de wettelijk samenwonende", "family of the legal cohabitant")
        ),
      ],
      Phrase("verwantschap met de zorgvrager", "kinship with the recipient"),
      registerOrDeclaration
    ),
    whole(
      "situation.kinship_degree",
      .count,
      20,
      Phrase("graad van verwantschap", "degree of kinship"),
      registerOrDeclaration
    ),
    flag(
      "situation.household_member",
      Phrase("gezinslid van de zorgvrager", "member of the recipient's household"),
      registerOrDeclaration
    ),
    flag(
      "situation.legal_guardian",
      Phrase("voogd van de zorgvrager", "legal guardian of the recipient"),
      registerOrDeclaration
    ),
    flag("situation.foster_parent", Phrase("pleegouder van de zorgvrager", "foster parent"), registerOrDeclaration),
    measure(
      "situation.hours_per_year",
      .hoursPerYear,
      8_784,
      Phrase("uren mantelzorg per jaar", "hours of care per year"),
      caregiver
    ),
    whole(
      "situation.care_days_per_year",
      .days,
      366,
      Phrase("dagen mantelzorg per jaar", "days of care per year"),
      caregiver
    ),
    flag("situation.regular_care", Phrase("meer dan occasionele zorg", "more than occasional care"), both),
    flag(
      "situation.beyond_usual_care",
      Phrase("zorg die de gebruikelijke zorg overstijgt", "care beyond what is usual in a household"),
      both
    ),
    flag(
      "situation.gives_practical_help",
      Phrase("lichamelijke of materiële hulp", "physical or material help"),
      caregiver
    ),
    flag(
      "situation.gives_emotional_support",
      Phrase("psychologische, sociale of morele bijstand", "psychological, social or moral support"),
      caregiver
    ),
    flag(
      "situation.ready_for_palliative_care",
      Phrase("bereidheid tot palliatieve verzorging", "readiness to give palliative care"),
      doctor
    ),
    flag(
      "situation.palliative_care_attest",
      Phrase("attest voor palliatieve verzorging", "attest for palliative care"),
      doctor
    ),
    flag("situation.serious_illness_attest", Phrase("attest van zware ziekte", "attest of serious illness"), doctor),
    flag(
      "situation.leave_need_attest",
      Phrase(
        "attest dat verlof nodig is naast de professionele hulp",
        "attest that leave is needed beside professional help"
      ),
      doctor
    ),
    flag(
      "situation.care_leave_attest",
      Phrase(
        "attest van aanzienlijke zorg om een ernstige medische reden",
        "attest of considerable care for a serious medical reason"
      ),
      doctor
    ),
    flag(
      "situation.unforeseeable_event",
      Phrase("onvoorziene gebeurtenis die de aanwezigheid vereist", "unforeseeable event that needs presence"),
      caregiver
    ),
    flag(
      "situation.registered_with_care_fund",
      Phrase("registratie als mantelzorger bij de zorgkas", "registration as caregiver with the care fund"),
      careFund
    ),
    flag(
      "situation.recipient_shares_data",
      Phrase("toestemming van de zorgvrager om gegevens te delen", "consent of the recipient to share data"),
      recipientOrRepresentative
    ),
    flag("situation.home_visit_done", Phrase("huisbezoek afgelegd", "home visit made"), municipality),
    day("situation.application_date", Phrase("datum van de aanvraag", "date of the application"), municipality),
  ]
}
