import CareTypes

extension CareFacts {
  // MARK: Where both live, beside residence itself

  /// Residence over time, distance, household and the care dwelling (*zorgwoning*).
  static let residence: [Fact] = [
    choice(
      "caregiver.register",
      [
        FactChoice("population", BilingualText("bevolkingsregister", "population register")),
        FactChoice("aliens", BilingualText("vreemdelingenregister", "aliens register")),
        FactChoice("waiting", BilingualText("wachtregister", "waiting register")),
        FactChoice("none", BilingualText("geen", "none")),
      ],
      BilingualText("register waarin de mantelzorger is ingeschreven", "register that holds the caregiver"),
      nationalRegister
    ),
    choice(
      "caregiver.region",
      regions,
      BilingualText("gewest van de mantelzorger", "caregiver's region"),
      nationalRegister
    ),
    choice(
      "recipient.region",
      regions,
      BilingualText("gewest van de zorgvrager", "recipient's region"),
      nationalRegister
    ),
    whole(
      "caregiver.months_resident_in_municipality",
      .months,
      1_560,
      BilingualText("maanden woonplaats van de mantelzorger in de gemeente", "months of residence of the caregiver"),
      registerOrMunicipality
    ).local(.caregiverMunicipality, elsewhere: .int(0)),
    whole(
      "recipient.months_resident_in_municipality",
      .months,
      1_560,
      BilingualText("maanden woonplaats van de zorgvrager in de gemeente", "months of residence of the recipient"),
      registerOrMunicipality
    ).local(.recipientMunicipality, elsewhere: .int(0)),
    flag(
      "recipient.resident_on_reference_day",
      BilingualText("woonplaats van de zorgvrager op de peildatum", "residence of the recipient on the reference day"),
      registerOrMunicipality
    ).local(.recipientMunicipality, elsewhere: .bool(false)),
    whole(
      "recipient.years_insured",
      .years,
      130,
      BilingualText(
        "jaren in Vlaanderen of Brussel of sociaal verzekerd",
        "years of residence in Flanders or Brussels or of social insurance"
      ),
      registerOrCareFund
    ),
    whole(
      "recipient.years_insured_consecutive",
      .years,
      130,
      BilingualText(
        "ononderbroken jaren in Vlaanderen of Brussel of sociaal verzekerd",
        "consecutive years of residence in Flanders or Brussels or of social insurance"
      ),
      registerOrCareFund
    ),
    flag(
      "recipient.civic_integration_met",
      BilingualText("voldaan aan de inburgeringsplicht", "civic integration duty met"),
      registerOrCareFund
    ),
    flag(
      "situation.caregiver_in_adjacent_municipality",
      BilingualText("mantelzorger in een aangrenzende gemeente", "caregiver in an adjacent municipality"),
      registerOrMunicipality
    ).local(.bothMunicipalities),
    measure(
      "situation.distance_km",
      .kilometres,
      20_100,
      BilingualText("afstand tussen mantelzorger en zorgvrager", "distance between caregiver and recipient"),
      registerOrMunicipality
    ).local(.bothHomes),
    flag(
      "recipient.lives_alone",
      BilingualText("alleenwonende zorgvrager", "recipient living alone"),
      nationalRegister
    ),
    flag(
      "recipient.lives_with_child_or_parent",
      BilingualText("zorgvrager die bij kind of ouder woont", "recipient living with child or parent"),
      nationalRegister
    ),
    flag(
      "recipient.in_collective_housing",
      BilingualText("collectieve zorghuisvesting", "collective care housing"),
      dwellingSources
    ),
    whole(
      "recipient.nights_home_per_week",
      .count,
      7,
      BilingualText("nachten thuis per week", "nights at home per week"),
      dwellingSources
    ),
    whole(
      "recipient.days_in_short_stay",
      .days,
      366,
      BilingualText("dagen kortverblijf", "days of short stay"),
      institutionOrFund
    ),
    flag(
      "recipient.abroad_for_admission",
      BilingualText("verblijf in het buitenland wegens een opname", "stay abroad for an admission"),
      institutionOrFund
    ),
    flag(
      "caregiver.car_in_own_name",
      BilingualText("wagen op naam van de mantelzorger", "car in the caregiver's name"),
      caregiver
    ),
    flag(
      "situation.care_unit_in_dwelling",
      BilingualText("ondergeschikte wooneenheid in de woning", "subordinate unit in the dwelling"),
      municipality
    ),
    percent(
      "situation.care_unit_volume_percent",
      BilingualText("volume van de ondergeschikte wooneenheid", "volume of the subordinate unit"),
      municipality
    ),
    flag(
      "situation.care_unit_same_owner",
      BilingualText("zelfde eigenaar van woning en wooneenheid", "same owner of dwelling and unit"),
      municipality
    ),
    whole(
      "situation.care_unit_occupants",
      .count,
      100,
      BilingualText("bewoners van de ondergeschikte wooneenheid", "occupants of the subordinate unit"),
      municipality
    ),
  ]

  private static let regions = [
    FactChoice("flanders", BilingualText("Vlaams Gewest", "Flemish Region")),
    FactChoice("brussels", BilingualText("Brussels Hoofdstedelijk Gewest", "Brussels-Capital Region")),
    FactChoice("wallonia", BilingualText("Waals Gewest", "Walloon Region")),
    FactChoice("abroad", BilingualText("buitenland", "abroad")),
  ]
}
