import CareTypes

extension CareFacts {
  // MARK: The caregiver's work, studies and benefits

  /// What leave from work, schemes for the self-employed and the unemployed, and facilities for students ask for.
  static let work: [Fact] = [
    choice(
      "caregiver.work_status",
      workStatuses,
      BilingualText("statuut van de mantelzorger", "work status"),
      workRegister
    ),
    flag(
      "caregiver.statutory_staff",
      BilingualText("statutaire aanstelling bij de overheid", "statutory appointment in the public sector"),
      workRegister
    ),
    percent(
      "caregiver.work_fraction_percent",
      BilingualText("tewerkstellingsbreuk", "fraction of full-time work"),
      employer
    ),
    whole(
      "caregiver.seniority_months",
      .months,
      900,
      BilingualText("anciënniteit", "seniority with the employer"),
      employer
    ),
    whole(
      "caregiver.months_employed_of_last_15",
      .months,
      15,
      BilingualText(
        "maanden in dienst in de laatste vijftien maanden",
        "months with the employer in the last fifteen months"
      ),
      employer
    ),
    whole(
      "caregiver.employer_size",
      .count,
      10_000_000,
      BilingualText("aantal werknemers van de werkgever", "number of workers of the employer"),
      employer
    ),
    flag("caregiver.employer_agrees", BilingualText("akkoord van de werkgever", "agreement of the employer"), employer),
    flag(
      "caregiver.time_credit_agreement",
      BilingualText(
        "cao van sector of onderneming over voltijds of halftijds tijdskrediet",
        "collective agreement of sector or company on full or half time credit"
      ),
      employer
    ),
    flag(
      "caregiver.works_in_flanders",
      BilingualText("werk in het Vlaams Gewest", "work in the Flemish Region"),
      workRegister
    ),
    flag(
      "caregiver.receives_rva_allowance",
      BilingualText("onderbrekingsuitkering van de RVA", "interruption allowance of the National Employment Office"),
      employmentOffice
    ),
    flag(
      "caregiver.on_thematic_leave",
      BilingualText("lopend thematisch verlof", "thematic leave under way"),
      employmentOffice
    ),
    flag(
      "caregiver.fully_unemployed_benefit",
      BilingualText("uitkering als volledig werkloze", "benefit of the fully unemployed"),
      employmentOffice
    ),
    day(
      "caregiver.leave_start",
      BilingualText("begin van het verlof of de onderbreking", "start of the leave"),
      caregiver
    ),
    percent(
      "caregiver.activity_reduction_percent",
      BilingualText("vermindering van de activiteit", "reduction of the activity"),
      caregiver
    ),
    measure(
      "caregiver.interruption_months",
      .months,
      900,
      BilingualText("duur van de onderbreking van de activiteit", "length of the interruption of the activity"),
      caregiver
    ),
    flag(
      "caregiver.pays_main_contributions",
      BilingualText(
        "sociale bijdragen van minstens een hoofdberoep",
        "social contributions of at least a main occupation"
      ),
      selfEmployedFund
    ),
    flag(
      "caregiver.social_contributions_paid",
      BilingualText(
        "betaalde sociale bijdragen van de twee vorige kwartalen",
        "social contributions of the two previous quarters paid"
      ),
      selfEmployedFund
    ),
    flag(
      "caregiver.single_parent_with_dependent_child",
      BilingualText(
        "alleenwonend met uitsluitend een of meer kinderen ten laste",
        "living only with one or more dependent children"
      ),
      registerOrCaregiver
    ),
    flag(
      "caregiver.lives_alone",
      BilingualText("alleenwonende mantelzorger", "caregiver living alone"),
      registerOrCaregiver
    ),
    flag(
      "caregiver.has_child_benefit",
      BilingualText("kinderen met recht op het Groeipakket", "children with child benefit"),
      childService
    ),
    flag(
      "caregiver.on_sickness_or_maternity_benefit",
      BilingualText(
        "ziekte- of moederschapsuitkering van de mantelzorger",
        "sickness or maternity benefit of the caregiver"
      ),
      fund
    ),
    flag(
      "caregiver.medical_adviser_agrees",
      BilingualText(
        "akkoord van de adviserend arts met de mantelzorg",
        "agreement of the medical adviser with the care"
      ),
      fund
    ),
    flag(
      "caregiver.in_recognised_training",
      BilingualText("erkende opleiding van de mantelzorger", "recognised training of the caregiver"),
      school
    ),
    choice(
      "caregiver.education",
      educations,
      BilingualText("onderwijs dat de mantelzorger volgt", "education"),
      school
    ),
    choice(
      "caregiver.institution",
      institutions,
      BilingualText("onderwijsinstelling van de mantelzorger", "educational institution of the caregiver"),
      school
    ),
    flag(
      "caregiver.institution_agrees",
      BilingualText(
        "akkoord van de onderwijsinstelling na een gesprek",
        "agreement of the institution after an interview"
      ),
      school
    ),
  ]

  private static let workStatuses = [
    FactChoice("employee_private", BilingualText("werknemer in de privésector", "employee in the private sector")),
    FactChoice("employee_social_profit", BilingualText("werknemer in de social profit", "employee in social profit")),
    FactChoice("employee_federal", BilingualText("personeel van de federale overheid", "federal staff")),
    FactChoice("employee_flemish_public", BilingualText("personeel van de Vlaamse overheid", "Flemish public staff")),
    FactChoice("employee_local_public", BilingualText("personeel van een lokaal bestuur", "local government staff")),
    FactChoice("employee_education", BilingualText("personeel van het onderwijs", "education staff")),
    FactChoice(
      "employee_public_company",
      BilingualText("personeel van een autonoom overheidsbedrijf", "staff of an autonomous public company")
    ),
    FactChoice("self_employed", BilingualText("zelfstandige in hoofdberoep", "self-employed in main occupation")),
    FactChoice("self_employed_side", BilingualText("zelfstandige in bijberoep", "self-employed in side occupation")),
    FactChoice("assisting_spouse", BilingualText("meewerkende echtgenoot of helper", "assisting spouse or helper")),
    FactChoice("unemployed", BilingualText("werkloos", "unemployed")),
    FactChoice("pensioner", BilingualText("gepensioneerd", "pensioner")),
    FactChoice("student", BilingualText("student of leerling", "student or pupil")),
    FactChoice("none", BilingualText("geen", "none")),
  ]

  private static let educations = [
    FactChoice("none", BilingualText("geen", "none")),
    FactChoice("primary", BilingualText("basisonderwijs", "primary education")),
    FactChoice("secondary", BilingualText("secundair onderwijs", "secondary education")),
    FactChoice("university_college", BilingualText("hogeschool", "university college")),
    FactChoice("university", BilingualText("universiteit", "university")),
    FactChoice("adult", BilingualText("volwassenenonderwijs", "adult education")),
  ]

  private static let institutions = [
    FactChoice("none", BilingualText("geen", "none")),
    FactChoice("ucll", BilingualText("UCLL", "UCLL")),
    FactChoice("vives", BilingualText("VIVES", "VIVES")),
    FactChoice("howest", BilingualText("Howest", "Howest")),
    FactChoice("vub", BilingualText("VUB", "VUB")),
    FactChoice("thomas_more", BilingualText("Thomas More", "Thomas More")),
    FactChoice("other", BilingualText("andere", "other")),
  ]
}
