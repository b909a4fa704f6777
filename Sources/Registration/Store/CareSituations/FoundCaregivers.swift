package import CareTypes
import RegistrationDomain
import ServiceCore
import ServiceRuntime

/// Who cares for a recipient.
package struct FoundCaregivers: Sendable, Hashable {
  /// The recipient.
  package let recipient: OpaqueID
  /// Whether the recipient consented to the purpose, and the record is neither sealed nor restricted.
  package let consented: Bool
  /// The caregivers of active care situations; empty without consent.
  package let caregivers: [FoundCaregiver]
  /// Every purpose to which the recipient consents; empty for a sealed or restricted record.
  package let purposes: [ConsentPurpose]
  /// Whether the record is sealed or restricted.
  package let isWithheld: Bool
}
