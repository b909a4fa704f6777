package import CareTypes
import ServiceCore

/// The declaration on honour (verklaring op eer) of one of the two.
package struct Declaration: Sendable, Hashable {
  /// The day of signing.
  package let signedDate: CalendarDate
  /// Who signed.
  package let givenBy: GivenBy

  /// A declaration.
  package init(signedDate: CalendarDate, givenBy: GivenBy) {
    self.signedDate = signedDate
    self.givenBy = givenBy
  }
}
