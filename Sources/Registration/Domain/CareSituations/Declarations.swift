package import CareTypes
import ServiceCore

/// The declarations on honour of both, as far as they have signed.
package struct Declarations: Sendable, Hashable {
  /// Of the caregiver.
  package var caregiver: Declaration?
  /// Of the recipient.
  package var recipient: Declaration?

  /// Declarations.
  package init(caregiver: Declaration?, recipient: Declaration?) {
    self.caregiver = caregiver
    self.recipient = recipient
  }
}

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
