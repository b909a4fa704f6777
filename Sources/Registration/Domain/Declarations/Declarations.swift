import CareTypes
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
