import CareTypes

extension CareFacts {
  // MARK: The last phase of life

  /// The facts of the medical notice (*medische kennisgeving*) for the palliative status.
  static let palliative: [Fact] = [
    flag(
      "recipient.palliative_notice",
      BilingualText("medische kennisgeving van de huisarts", "medical notice of the general practitioner"),
      generalPractitioner
    ),
    flag(
      "recipient.has_irreversible_disease",
      BilingualText("onomkeerbare aandoening", "irreversible disease"),
      generalPractitioner
    ),
    flag(
      "recipient.in_serious_decline",
      BilingualText("ongunstige, ernstige achteruitgang", "unfavourable, serious decline"),
      generalPractitioner
    ),
    flag("recipient.therapy_has_no_effect", BilingualText("therapie zonder effect", "therapy without effect"), doctor),
    choice(
      "recipient.life_expectancy",
      [
        FactChoice("under_24_hours", BilingualText("minder dan 24 uur", "less than 24 hours")),
        FactChoice("under_3_months", BilingualText("24 uur tot drie maanden", "24 hours to three months")),
        FactChoice("under_1_year", BilingualText("drie maanden tot een jaar", "three months to a year")),
        FactChoice("longer", BilingualText("langer", "longer")),
      ],
      BilingualText("levensverwachting", "life expectancy"),
      generalPractitioner
    ),
    flag(
      "recipient.has_serious_needs",
      BilingualText(
        "ernstige fysieke, psychische, sociale of spirituele noden",
        "serious physical, psychic, social or spiritual needs"
      ),
      generalPractitioner
    ),
    flag(
      "recipient.wants_to_die_at_home",
      BilingualText("wens om thuis te sterven", "wish to die at home"),
      doctorOrFund
    ),
    flag(
      "recipient.needs_permanent_supervision",
      BilingualText("nood aan permanente ondersteuning en toezicht", "need of permanent support and supervision"),
      generalPractitioner
    ),
    whole(
      "recipient.palliative_support_forms",
      .count,
      10,
      BilingualText(
        "vormen van medicatie, hulpmiddelen en psychosociale hulp",
        "forms of medication, aids and psychosocial help"
      ),
      generalPractitioner
    ),
    flag(
      "recipient.needs_daily_nursing",
      BilingualText("nood aan dagelijkse verpleging of toezicht", "need of daily nursing or supervision"),
      generalPractitioner
    ),
    whole(
      "recipient.palliative_forfait_count",
      .count,
      10,
      BilingualText("ontvangen palliatieve forfaits", "palliative flat rates received"),
      fund
    ),
    whole(
      "recipient.days_since_palliative_forfait",
      .days,
      47_500,
      BilingualText("dagen sinds het vorige palliatief forfait", "days since the previous palliative flat rate"),
      fund
    ),
  ]
}
