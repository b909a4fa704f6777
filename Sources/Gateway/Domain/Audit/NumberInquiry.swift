package import CareTypes

/// A call in which a client asked about a number, as the audit trail shows it.
package struct NumberInquiry: Sendable, Hashable {
  /// When the call was made.
  package let time: Instant
  /// The call.
  package let entry: AuditEntry
  /// The place of the row in a list; 0 for a call without rows.
  package let row: Int64
  /// The answer about the number.
  package let answer: String

  /// An inquiry.
  package init(time: Instant, entry: AuditEntry, row: Int64, answer: String) {
    self.time = time
    self.entry = entry
    self.row = row
    self.answer = answer
  }
}
