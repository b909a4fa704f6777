package import CareTypes

/// Data whose plausibility is checked, with the recorded data that it is compared with.
///
/// A birth date is nil where it is not known. `field` is the path of the field that findings name.
package enum PlausibilityInput: Sendable {
  /// A new care situation.
  ///
  /// - Parameter recordedBirths: The birth dates of people who are known already, used where the request gives none.
  case registration(NewCareSituation, recordedBirths: BirthDates)
  /// The hours of care of one recipient beside the other care of the same caregiver.
  ///
  /// - Parameter otherMinutes: The minutes of a year (`CareHours.minutesPerYear`) that each other care situation takes.
  case hours(CareHours, otherMinutes: [Int], field: String)
  /// New values for the terms of a care situation.
  ///
  /// - Parameters:
  ///   - span: First and last day of the care.
  ///   - homes: Where the two live today; empty if `patch` does not say that they live at one address.
  ///   - otherMinutes: The minutes of a year (`CareHours.minutesPerYear`) that each other care situation of the caregiver takes; empty if `patch` does
  ///     not change the hours.
  case terms(CareTermsPatch, span: DateSpan, BirthDates, homes: [Residence], otherMinutes: [Int])
  /// Corrected days of a care situation.
  case span(DateSpan, BirthDates)
  /// Declarations on honour for a care situation.
  case declarations(Declarations, BirthDates)
  /// Evidence about a person.
  case evidence(Evidence, birth: CalendarDate?, field: String)
  /// An assessment of a caregiver.
  case assessment(Assessment, birth: CalendarDate?)
  /// A consent.
  case consent(Consent, birth: CalendarDate?)
  /// The first day of living elsewhere.
  case move(CalendarDate, birth: CalendarDate?)
  /// New identity data of a person; what is as recorded is not checked again.
  case identity(Identity, recorded: Identity?)
  /// The birth date in a new national number of a person.
  case number(birth: CalendarDate?, recorded: CalendarDate?, field: String)
  /// A new birth date of a person.
  ///
  /// - Parameters:
  ///   - care: The care situations of the person, with the new birth date.
  ///   - evidence: The evidence about the person.
  case birthDate(CalendarDate, care: [RecordedCare], evidence: [Evidence], field: String)
  /// A person as recorded.
  case recordedPerson(Identity?, birth: CalendarDate?, evidence: [Evidence], consents: [Consent])
  /// A care situation as recorded.
  ///
  /// - Parameters:
  ///   - homes: Where the two live today; empty if the terms do not say that they live at one address.
  ///   - identities: The identities of the two; nil for one who was erased.
  ///   - otherMinutes: As for `hours`.
  case recordedCare(
    RecordedCare,
    Declarations,
    homes: [Residence],
    identities: [Identity?],
    otherMinutes: [Int]
  )

  /// The birth dates of the two people of a care situation.
  package struct BirthDates: Sendable, Hashable {
    /// Of the caregiver.
    package let caregiver: CalendarDate?
    /// Of the recipient.
    package let recipient: CalendarDate?

    /// Birth dates.
    package init(caregiver: CalendarDate?, recipient: CalendarDate?) {
      self.caregiver = caregiver
      self.recipient = recipient
    }
  }

  /// A recorded care situation, as far as it is checked.
  package struct RecordedCare: Sendable, Hashable {
    /// First day, and last day when known.
    package let span: DateSpan
    /// The terms today, or on the day of the care that is nearest to today.
    package let terms: CareTerms
    /// The birth dates of the two people.
    package let births: BirthDates

    /// A recorded care situation.
    package init(span: DateSpan, terms: CareTerms, births: BirthDates) {
      self.span = span
      self.terms = terms
      self.births = births
    }
  }
}
