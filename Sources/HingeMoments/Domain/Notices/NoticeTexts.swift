import CareTypes

/// The texts of notices, in Dutch and English. They name the place, never a person.
enum NoticeTexts {
  /// Who reads the text.
  enum Reader: CaseIterable {
    /// The caregiver.
    case caregiver
    /// The trusted adult of a caregiver under 18 (vertrouwenspersoon).
    case trustedAdult
  }

  /// The text of a notice.
  ///
  /// - Parameters:
  ///   - place: The name of the hospital or other place; may be empty.
  ///   - placeKind: The kind of place, for an admission or discharge without a name; nil when it is not known.
  static func text(
    _ kind: MomentKind,
    on date: CalendarDate,
    place: String,
    placeKind: PlaceKind? = .hospital,
    to reader: Reader = .caregiver,
    in language: Language
  ) -> String {
    switch language {
    case .dutch:
      let words = DutchWords(
        day: "\(date.day) \(dutchMonths[date.month - 1]) \(date.year)",
        place: place,
        kind: placeKind
      )
      return reader == .caregiver ? dutch(kind, words) : dutchToTrustedAdult(kind, words)
    case .english:
      let words = EnglishWords(
        day: "\(date.day) \(englishMonths[date.month - 1]) \(date.year)",
        place: place,
        kind: placeKind
      )
      return reader == .caregiver ? english(kind, words) : englishToTrustedAdult(kind, words)
    }
  }

  // MARK: - Dutch

  /// When and where, as the sentences need it.
  private struct DutchWords {
    let day: String
    let place: String
    let kind: PlaceKind?
    var admitted: String { place.isEmpty ? "in \(kindWithArticle)" : "in \(place)" }
    var told: String { place.isEmpty ? "" : " (\(place))" }
    var from: String { place.isEmpty ? kindWithArticle : place }

    private var kindWithArticle: String {
      switch kind {
      case .hospital: "het ziekenhuis"
      case .residentialCareCentre: "het woonzorgcentrum"
      case .shortStay: "het centrum voor kortverblijf"
      case .psychiatricCareHome: "het psychiatrisch verzorgingstehuis"
      case .other, nil: "een voorziening"
      }
    }
  }

  private static func dutch(_ kind: MomentKind, _ words: DutchWords) -> String {
    switch kind {
    case .admission:
      "De persoon voor wie u zorgt, werd op \(words.day) opgenomen \(words.admitted). U mag de dienst vragen om u bij de "
        + "zorg en bij het ontslag te betrekken."
    case .discharge:
      "De persoon voor wie u zorgt, mocht op \(words.day) \(words.from) verlaten. Vraag welke hulp thuis geregeld is, en "
        + "wie u kunt bellen."
    case .palliativeStatus:
      "De persoon voor wie u zorgt, kreeg op \(words.day)\(words.told) het palliatief statuut. U hebt misschien recht op "
        + "palliatief verlof; uw gemeente en uw ziekenfonds helpen u verder."
    case .death:
      "Wij vernamen het overlijden, op \(words.day)\(words.told), van de persoon voor wie u zorgde. Wij wensen u veel "
        + "sterkte. Ook voor u is er nazorg: u kunt bij uw gemeente terecht, wanneer het voor u past."
    }
  }

  private static func dutchToTrustedAdult(_ kind: MomentKind, _ words: DutchWords) -> String {
    let person = "De persoon voor wie de jonge mantelzorger zorgt, voor wie u de vertrouwenspersoon bent,"
    return switch kind {
    case .admission:
      "\(person) werd op \(words.day) opgenomen \(words.admitted). Vertel het op een rustig moment, en vraag de dienst hoe "
        + "het kind of de jongere bij de zorg betrokken kan worden."
    case .discharge:
      "\(person) mocht op \(words.day) \(words.from) verlaten. Vraag welke hulp thuis geregeld is, zodat de zorg niet bij "
        + "het kind of de jongere terechtkomt."
    case .palliativeStatus:
      "\(person) kreeg op \(words.day)\(words.told) het palliatief statuut. Uw gemeente helpt u om het kind of de jongere "
        + "te steunen."
    case .death:
      "Wij vernamen het overlijden, op \(words.day)\(words.told), van de persoon voor wie de jonge mantelzorger zorgde, "
        + "voor wie u de vertrouwenspersoon bent. Wij wensen u allen veel sterkte. Er is nazorg, ook voor kinderen en "
        + "jongeren: u kunt bij uw gemeente terecht, wanneer het voor u past."
    }
  }

  // MARK: - English

  /// When and where, as the sentences need it.
  private struct EnglishWords {
    let day: String
    let place: String
    let kind: PlaceKind?
    var admitted: String { place.isEmpty ? "to \(kindWithArticle)" : "to \(place)" }
    var told: String { place.isEmpty ? "" : " (\(place))" }
    var from: String { place.isEmpty ? kindWithArticle : place }

    private var kindWithArticle: String {
      switch kind {
      case .hospital: "hospital"
      case .residentialCareCentre: "a residential care centre"
      case .shortStay: "a centre for short stay"
      case .psychiatricCareHome: "a psychiatric care home"
      case .other, nil: "a place of care"
      }
    }
  }

  private static func english(_ kind: MomentKind, _ words: EnglishWords) -> String {
    switch kind {
    case .admission:
      "The person you care for was admitted \(words.admitted) on \(words.day). You may ask the ward to involve you in the "
        + "care and in the discharge."
    case .discharge:
      "The person you care for left \(words.from) on \(words.day). Ask which help at home has been arranged, and whom you "
        + "can call."
    case .palliativeStatus:
      "The person you care for was given palliative status on \(words.day)\(words.told). You may have a right to "
        + "palliative leave; your municipality and your health insurance fund can help you."
    case .death:
      "We learned that the person you cared for died on \(words.day)\(words.told). We wish you strength. There is "
        + "aftercare for you as well: you are welcome at your municipality, whenever it suits you."
    }
  }

  private static func englishToTrustedAdult(_ kind: MomentKind, _ words: EnglishWords) -> String {
    let person = "The person cared for by the young carer whose trusted adult you are"
    return switch kind {
    case .admission:
      "\(person) was admitted \(words.admitted) on \(words.day). Find a quiet moment to tell, and ask the ward how the "
        + "child or young person can be involved in the care."
    case .discharge:
      "\(person) left \(words.from) on \(words.day). Ask which help at home has been arranged, so that the care does not "
        + "fall to the child or young person."
    case .palliativeStatus:
      "\(person) was given palliative status on \(words.day)\(words.told). Your municipality can help you support the "
        + "child or young person."
    case .death:
      "We learned that the person cared for by the young carer whose trusted adult you are died on "
        + "\(words.day)\(words.told). We wish all of you strength. There is aftercare, for children and young people as "
        + "well: you are welcome at your municipality, whenever it suits you."
    }
  }

  private static let dutchMonths = [
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
    "december",
  ]
  private static let englishMonths = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]
}
