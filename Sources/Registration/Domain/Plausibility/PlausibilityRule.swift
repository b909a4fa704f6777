/// Facts about care or a person that are implausible (plausibiliteit). This is the only list, and all data is checked
/// by all of it, whatever way it comes in.
package enum PlausibilityRule: String, Sendable, Hashable, CaseIterable {
  /// Care begins before the caregiver was born.
  case careBeforeCaregiverBirth
  /// Care begins before the recipient was born.
  case careBeforeRecipientBirth
  /// The caregiver is under 5 when care begins.
  case caregiverUnderFive
  /// The caregiver is under 8 when care begins.
  case caregiverVeryYoung
  /// Someone would be older than anyone ever was.
  case olderThanAnyone
  /// Someone is over 110.
  case veryOld
  /// Care goes on longer than anyone ever lived.
  case careBeyondLifetime
  /// Care goes on for more than 60 years.
  case veryLongCare
  /// Care began before 1950.
  case careLongAgo
  /// Someone was born on 1 January 1900, which systems fill in for what is not known.
  case defaultBirthDate
  /// A name has no letters.
  case nameWithoutLetters
  /// A name is a placeholder for an unknown one.
  case placeholderName
  /// Caregiver and recipient have one name and one birth date.
  case oneNameAndBirthDate
  /// Care takes every hour of the week.
  case everyHourOfTheWeek
  /// A declaration was signed before who signs was born.
  case signedBeforeBirth
  /// A consent was given before who gives it was born.
  case consentBeforeBirth
  /// Care is said to end more than 10 years from now.
  case careEndsFarAhead
  /// Someone moves before they were born.
  case moveBeforeBirth
  /// Someone moved more than 10 years ago.
  case moveLongAgo
  /// A child under 7 signs or consents by themselves.
  case declaredBySmallChild
  /// The birth date of a number differs from the recorded one of the person.
  case numberOfAnotherBirthDate
  /// Evidence was issued before whom it is about was born.
  case evidenceBeforeBirth
  /// The load of someone was assessed before they were born.
  case assessmentBeforeBirth
  /// The relation does not fit the birth dates: a child or grandchild who is not that much younger.
  case relationAgainstAges
  /// A partner is under 16 when care begins.
  case partnerUnderSixteen
  /// The two are said to live at one address, but their addresses differ.
  case sameAddressApart
  /// A caregiver cares for more hours than a week has, for all recipients together.
  case hoursBeyondTheWeek
  /// A telephone number is made up of one digit, or of digits in their order.
  case placeholderPhone

  /// What is done about it.
  package enum Severity: Sendable, Hashable {
    /// It cannot be, and is refused.
    case refuse
    /// It is very unlikely: the client is asked, and may confirm it.
    case ask
  }

  /// What is done about it.
  package var severity: Severity { text.severity }

  /// What it is about, in Dutch, for a clerk.
  package var dutch: String { text.dutch }

  /// What it is about, in English; goes on from the name of the field.
  package var english: String { text.english }

  /// Where the bound comes from.
  package var source: String { text.source }

  private struct Text {
    let severity: Severity
    let dutch: String
    let english: String
    let source: String
  }

  private static let nature = "What cannot be"
  private static let oldest = "The oldest age that was ever verified: 122 years (Jeanne Calment, 1875-1997)"
  private static let choice = "A choice of this registry: rare enough to look twice"

  private var text: Text {
    switch self {
    case .careBeforeCaregiverBirth:
      Text(
        severity: .refuse,
        dutch: "De zorg begint voor de geboorte van de mantelzorger.",
        english: "lies before the birth of the caregiver",
        source: Self.nature
      )
    case .careBeforeRecipientBirth:
      Text(
        severity: .refuse,
        dutch: "De zorg begint voor de geboorte van de zorgvrager.",
        english: "lies before the birth of the recipient",
        source: Self.nature
      )
    case .caregiverUnderFive:
      Text(
        severity: .refuse,
        dutch: "De mantelzorger is jonger dan 5 bij het begin van de zorg.",
        english: "makes the caregiver younger than 5 when care begins",
        source: Self.choice
      )
    case .caregiverVeryYoung:
      Text(
        severity: .ask,
        dutch: "De mantelzorger is jonger dan 8 bij het begin van de zorg.",
        english: "makes the caregiver younger than 8 when care begins",
        source: Self.choice
      )
    case .olderThanAnyone:
      Text(
        severity: .refuse,
        dutch: "Niemand werd ooit zo oud.",
        english: "makes someone older than anyone ever was",
        source: Self.oldest
      )
    case .veryOld:
      Text(
        severity: .ask,
        dutch: "Iemand is ouder dan 110.",
        english: "makes someone older than 110",
        source: Self.choice
      )
    case .careBeyondLifetime:
      Text(
        severity: .refuse,
        dutch: "De zorg duurt langer dan iemand ooit leefde.",
        english: "makes care longer than anyone ever lived",
        source: Self.oldest
      )
    case .veryLongCare:
      Text(
        severity: .ask,
        dutch: "De zorg duurt meer dan 60 jaar.",
        english: "makes care longer than 60 years",
        source: Self.choice
      )
    case .careLongAgo:
      Text(
        severity: .ask,
        dutch: "De zorg begon voor 1950.",
        english: "lies before 1950",
        source: Self.choice
      )
    case .defaultBirthDate:
      Text(
        severity: .ask,
        dutch: "1 januari 1900 is een datum die systemen zelf invullen.",
        english: "is 1 January 1900, a date that systems fill in",
        source: "The first day of common date formats of spreadsheets"
      )
    case .nameWithoutLetters:
      Text(severity: .refuse, dutch: "De naam heeft geen letters.", english: "has no letters", source: Self.nature)
    case .placeholderName:
      Text(
        severity: .ask,
        dutch: "De naam staat voor een naam die niet bekend is.",
        english: "stands for a name that is not known",
        source: Self.choice
      )
    case .oneNameAndBirthDate:
      Text(
        severity: .ask,
        dutch: "Mantelzorger en zorgvrager hebben dezelfde naam en geboortedatum.",
        english: "has the name and the birth date of the caregiver",
        source: Self.choice
      )
    case .everyHourOfTheWeek:
      Text(
        severity: .ask,
        dutch: "De zorg neemt elk uur van de week.",
        english: "takes every hour of the week",
        source: Self.choice
      )
    case .signedBeforeBirth:
      Text(
        severity: .refuse,
        dutch: "De verklaring is getekend voor de geboorte.",
        english: "lies before the birth of who signs",
        source: Self.nature
      )
    case .consentBeforeBirth:
      Text(
        severity: .refuse,
        dutch: "De toestemming is gegeven voor de geboorte.",
        english: "lies before the birth of who consents",
        source: Self.nature
      )
    case .careEndsFarAhead:
      Text(
        severity: .ask,
        dutch: "De zorg eindigt pas over meer dan 10 jaar.",
        english: "lies more than 10 years ahead",
        source: Self.choice
      )
    case .moveBeforeBirth:
      Text(
        severity: .refuse,
        dutch: "De verhuizing ligt voor de geboorte.",
        english: "lies before the birth of who moves",
        source: Self.nature
      )
    case .moveLongAgo:
      Text(
        severity: .ask,
        dutch: "De verhuizing ligt meer dan 10 jaar terug.",
        english: "lies more than 10 years back",
        source: Self.choice
      )
    case .declaredBySmallChild:
      Text(
        severity: .ask,
        dutch: "Een kind jonger dan 7 tekent of stemt zelf toe.",
        english: "is a day on which who signs was younger than 7",
        source: "The age of discernment of Belgian case law on liability, about 7 years"
      )
    case .numberOfAnotherBirthDate:
      Text(
        severity: .ask,
        dutch: "Het nummer hoort bij een andere geboortedatum dan bekend is.",
        english: "tells another birth date than is held",
        source: "The first six digits of a national number are the birth date (Royal Decree of 3 April 1984, article 2)"
      )
    case .evidenceBeforeBirth:
      Text(
        severity: .refuse,
        dutch: "Het bewijs dateert van voor de geboorte.",
        english: "lies before the birth of whom the evidence is about",
        source: Self.nature
      )
    case .assessmentBeforeBirth:
      Text(
        severity: .refuse,
        dutch: "De inschatting dateert van voor de geboorte.",
        english: "lies before the birth of who was assessed",
        source: Self.nature
      )
    case .relationAgainstAges:
      Text(
        severity: .ask,
        dutch: "De band past niet bij de geboortedata.",
        english: "does not go with the birth dates of the two",
        source: "A parent is older than a child; also one by adoption or marriage is mostly 12 years older or more"
      )
    case .partnerUnderSixteen:
      Text(
        severity: .ask,
        dutch: "Een partner is jonger dan 16 bij het begin van de zorg.",
        english: "makes a partner of someone who was younger than 16 when care began",
        source: "The age from which someone can consent (Criminal Code, article 417/6)"
      )
    case .sameAddressApart:
      Text(
        severity: .ask,
        dutch: "De twee zouden samenwonen, maar hun adressen verschillen.",
        english: "tells of one address where two are told",
        source: Self.nature
      )
    case .hoursBeyondTheWeek:
      Text(
        severity: .ask,
        dutch: "De mantelzorger zorgt samen meer uren dan een week telt.",
        english: "makes more hours than a week has, together with the other care of the caregiver",
        source: "A week has 168 hours; who looks after two at once counts them twice"
      )
    case .placeholderPhone:
      Text(
        severity: .ask,
        dutch: "Het telefoonnummer bestaat uit één cijfer, of uit cijfers op een rij.",
        english: "is made up of one digit, or of digits in their order",
        source: Self.choice
      )
    }
  }
}
