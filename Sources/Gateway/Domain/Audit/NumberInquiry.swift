package import CareTypes

/// A call in which a client asked about a number, as the audit trail tells it.
package struct NumberInquiry: Sendable, Hashable {
  /// When.
  package let time: Instant
  /// The call.
  package let entry: AuditEntry
  /// Place of the row in a list; 0 for a call without rows.
  package let row: Int64
  /// What was answered about the number.
  package let answer: String
}
