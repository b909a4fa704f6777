package import CareTypes
import ServiceCore

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
