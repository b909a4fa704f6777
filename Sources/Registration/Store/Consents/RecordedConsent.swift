package import CareTypes
import RegistrationDomain
import ServiceCore
import ServiceRuntime

/// What recording a consent answers.
package struct RecordedConsent: Codable, Sendable, Hashable {
  /// Whether a consent for its purpose is in force now; false when there is a withdrawal of a later day.
  package let stands: Bool
  /// When it was recorded.
  package let recordTime: Instant
}
