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
    let where_ = place.isEmpty ? "in het ziekenhuis" : "in \(place)"
    let from = place.isEmpty ? "het ziekenhuis" : place
    return switch kind {
    case .admission:
      "De persoon voor wie u zorgt, werd op \(day) opgenomen \(where_). U mag de dienst vragen om u bij de zorg en bij "
        + "het ontslag te betrekken."
    case .discharge:
      "De persoon voor wie u zorgt, mocht op \(day) \(from) verlaten. Vraag welke hulp thuis geregeld is, en wie u kunt "
        + "bellen."
    case .palliativeStatus:
      "De persoon voor wie u zorgt, kreeg op \(day) het palliatief statuut. U hebt recht op palliatief verlof; uw "
        + "gemeente en uw ziekenfonds helpen u verder."
    case .death:
      "Wij vernamen het overlijden, op \(day), van de persoon voor wie u zorgde. Wij wensen u veel sterkte. Uw gemeente "
        + "neemt contact met u op over nazorg, wanneer u dat wilt."
    }
  }

  private static func english(_ kind: MomentKind, day: String, place: String) -> String {
    let at = place.isEmpty ? "to hospital" : "to \(place)"
    let from = place.isEmpty ? "hospital" : place
    return switch kind {
    case .admission:
      "The person you care for was admitted \(at) on \(day). You may ask the ward to involve you in the care and in the "
        + "discharge."
    case .discharge:
      "The person you care for left \(from) on \(day). Ask which help at home has been arranged, and whom you can call."
    case .palliativeStatus:
      "The person you care for was given palliative status on \(day). You have a right to palliative leave; your "
        + "municipality and your health insurance fund can help you."
    case .death:
      "We learned that the person you cared for died on \(day). We wish you strength. Your municipality will contact you "
        + "about aftercare, when you wish so."
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
