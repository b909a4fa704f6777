package import CareTypes
import GRDB
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

/// What a withdrawal answers.
package struct RecordedWithdrawal: Codable, Sendable, Hashable {
  /// Its place in the feed.
  package let sequence: Int64
  /// When it was recorded.
  package let recordTime: Instant
  /// The person, and those who were merged into them: what was planned for any of them is cancelled. Empty when a
  /// consent of a later day is in force.
  package let persons: [OpaqueID]
}
