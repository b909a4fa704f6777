package import CareTypes
package import RegistrationDomain

/// A gap, and when it was recorded.
package struct RecordedGap: Sendable, Hashable {
  /// The gap.
  package let gap: Gap
  /// When it was recorded.
  package let recordTime: Instant
}
