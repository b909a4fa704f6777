package import CareTypes
import RegistrationDomain

/// Under which id a signal is known.
package struct DraftReceipt: Codable, Sendable, Hashable {
  /// Opaque id.
  package let id: OpaqueID
  /// When it was received.
  package let receiveTime: Instant
}
