import CareTypes

extension CareFacts {
  // MARK: What caregiver and recipient are to each other, and what the care consists of

  /// Kinship (*verwantschap*), household, the care given and the attests for it.
  static let kinship: [Fact] = [
    choice(
      "situation.kinship",
      [
        FactChoice("none", BilingualText("geen verwantschap", "no kinship")),
        FactChoice("partner", BilingualText("echtgenoot of wettelijk samenwonende", "spouse or legal cohabitant")),
        FactChoice("blood", BilingualText("bloedverwant", "blood relative")),
        FactChoice("in_law", BilingualText("aanverwant", "relative by marriage")),
        FactChoice(
          "cohabitant_kin",
          BilingualText("familie van de wettelijk samenwonende", "family of the legal cohabitant")
        ),
      ],
      BilingualText("verwantschap met de zorgvrager", "kinship with the recipient"),
      registerOrDeclaration
    ),
    whole(
      "situation.kinship_degree",
      .count,
      20,
      BilingualText("graad van verwantschap", "degree of kinship"),
      registerOrDeclaration
    ),
    flag(
      "situation.household_member",
      BilingualText("gezinslid van de zorgvrager", "member of the recipient's household"),
      registerOrDeclaration
    ),
    flag(
      "situation.legal_guardian",
      BilingualText("voogd van de zorgvrager", "legal guardian of the recipient"),
      registerOrDeclaration
    ),
    flag(
      "situation.foster_parent",
      BilingualText("pleegouder van de zorgvrager", "foster parent"),
      registerOrDeclaration
    ),
    measure(
      "situation.hours_per_year",
      .hoursPerYear,
      8_784,
      BilingualText("uren mantelzorg per jaar", "hours of care per year"),
      caregiver
    ),
    whole(
      "situation.care_days_per_year",
      .days,
      366,
      BilingualText("dagen mantelzorg per jaar", "days of care per year"),
      caregiver
    ),
    flag("situation.regular_care", BilingualText("meer dan occasionele zorg", "more than occasional care"), both),
    flag(
      "situation.beyond_usual_care",
      BilingualText("zorg die de gebruikelijke zorg overstijgt", "care beyond what is usual in a household"),
      both
    ),
    flag(
      "situation.gives_practical_help",
      BilingualText("lichamelijke of materiële hulp", "physical or material help"),
      caregiver
    ),
    flag(
      "situation.gives_emotional_support",
      BilingualText("psychologische, sociale of morele bijstand", "psychological, social or moral support"),
      caregiver
    ),
    flag(
      "situation.ready_for_palliative_care",
      BilingualText("bereidheid tot palliatieve verzorging", "readiness to give palliative care"),
      doctor
    ),
    flag(
      "situation.palliative_care_attest",
      BilingualText("attest voor palliatieve verzorging", "attest for palliative care"),
      doctor
    ),
    flag(
      "situation.serious_illness_attest",
      BilingualText("attest van zware ziekte", "attest of serious illness"),
      doctor
    ),
    flag(
      "situation.leave_need_attest",
      BilingualText(
        "attest dat verlof nodig is naast de professionele hulp",
        "attest that leave is needed beside professional help"
      ),
      doctor
    ),
    flag(
      "situation.care_leave_attest",
      BilingualText(
        "attest van aanzienlijke zorg om een ernstige medische reden",
        "attest of considerable care for a serious medical reason"
      ),
      doctor
    ),
    flag(
      "situation.unforeseeable_event",
      BilingualText("onvoorziene gebeurtenis die de aanwezigheid vereist", "unforeseeable event that needs presence"),
      caregiver
    ),
    flag(
      "situation.registered_with_care_fund",
      BilingualText("registratie als mantelzorger bij de zorgkas", "registration as caregiver with the care fund"),
      careFund
    ),
    flag(
      "situation.recipient_shares_data",
      BilingualText("toestemming van de zorgvrager om gegevens te delen", "consent of the recipient to share data"),
      recipientOrRepresentative
    ),
    flag("situation.home_visit_done", BilingualText("huisbezoek afgelegd", "home visit made"), municipality),
    day("situation.application_date", BilingualText("datum van de aanvraag", "date of the application"), municipality),
  ]
}
