import CareTypes

/// The one catalogue of texts of notices, Dutch and English side by side. They name the place, never a person.
enum NoticeTexts {
  /// The text for a caregiver.
  static func text(_ kind: MomentKind, on date: CalendarDate, place: String, in language: Language) -> String {
    switch language {
    case .dutch: dutch(kind, day: "\(date.day) \(dutchMonths[date.month - 1]) \(date.year)", place: place)
    case .english: english(kind, day: "\(date.day) \(englishMonths[date.month - 1]) \(date.year)", place: place)
    }
  }

  private static func dutch(_ kind: MomentKind, day: String, place: String) -> String {
    let hospital = place.isEmpty ? "in het ziekenhuis" : "in \(place)"
    let told = place.isEmpty ? "" : " (\(place))"
    let from = place.isEmpty ? "het ziekenhuis" : place
    return switch kind {
    case .admission:
      "De persoon voor wie u zorgt, werd op \(day) opgenomen \(hospital). U mag de dienst vragen om u bij de zorg en bij "
        + "het ontslag te betrekken."
    case .discharge:
      "De persoon voor wie u zorgt, mocht op \(day) \(from) verlaten. Vraag welke hulp thuis geregeld is, en wie u kunt "
        + "bellen."
    case .palliativeStatus:
      "De persoon voor wie u zorgt, kreeg op \(day)\(told) het palliatief statuut. U hebt misschien recht op "
        + "palliatief verlof; uw gemeente en uw ziekenfonds helpen u verder."
    case .death:
      "Wij vernamen het overlijden, op \(day)\(told), van de persoon voor wie u zorgde. Wij wensen u veel sterkte. Ook "
        + "voor u is er nazorg: u kunt bij uw gemeente terecht, wanneer het voor u past."
    }
  }

  private static func english(_ kind: MomentKind, day: String, place: String) -> String {
    let hospital = place.isEmpty ? "to hospital" : "to \(place)"
    let told = place.isEmpty ? "" : " (\(place))"
    let from = place.isEmpty ? "hospital" : place
    return switch kind {
    case .admission:
      "The person you care for was admitted \(hospital) on \(day). You may ask the ward to involve you in the care and in the "
        + "discharge."
    case .discharge:
      "The person you care for left \(from) on \(day). Ask which help at home has been arranged, and whom you can call."
    case .palliativeStatus:
      "The person you care for was given palliative status on \(day)\(told). You may have a right to palliative "
        + "leave; your municipality and your health insurance fund can help you."
    case .death:
      "We learned that the person you cared for died on \(day)\(told). We wish you strength. There is aftercare for you as "
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
