package import CareTypes
import GRDB
import RegistrationDomain
import ServiceCore
import ServiceRuntime

/// What recording a consent answers.
package struct RecordedConsent: Codable, Sendable, Hashable {
  /// Whether a consent for its purpose stands now; false when a withdrawal of a later day counts.
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
  /// The person, and whoever was merged into them: what was planned for any of them is taken back. Empty when a consent
  /// of a later day stands.
  package let persons: [OpaqueID]
}
