package import CareTypes

/// A consent (toestemming) of one person for one purpose.
package struct Consent: Sendable, Hashable {
  /// What for.
  package let purpose: ConsentPurpose
  /// The day on which it was given.
  package let givenDate: CalendarDate
  /// Who gave it.
  package let givenBy: GivenBy
  /// How it reached the registry; nil means in person.
  package let channel: Channel?

  /// A consent.
  package init(purpose: ConsentPurpose, givenDate: CalendarDate, givenBy: GivenBy, channel: Channel?) {
    self.purpose = purpose
    self.givenDate = givenDate
    self.givenBy = givenBy
    self.channel = channel
  }
}
