package import CareTypes
import RegistrationDomain
import ServiceCore
import ServiceRuntime

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
