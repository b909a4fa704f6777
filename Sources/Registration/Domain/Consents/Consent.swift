package import CareTypes
import ServiceCore

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

/// That a consent is withdrawn (intrekking van de toestemming).
package struct ConsentWithdrawal: Sendable, Hashable {
  /// What for.
  package let purpose: ConsentPurpose
  /// The day on which it was withdrawn.
  package let date: CalendarDate
  /// Who withdrew it; nil when not given.
  package let withdrawnBy: GivenBy?
  /// How it reached the registry; nil means in person.
  package let channel: Channel?

  /// A withdrawal.
  package init(purpose: ConsentPurpose, date: CalendarDate, withdrawnBy: GivenBy?, channel: Channel?) {
    self.purpose = purpose
    self.date = date
    self.withdrawnBy = withdrawnBy
    self.channel = channel
  }
}
