package import CareTypes

/// An entry of the audit trail with the time at which it was written.
package struct TimedAuditEntry: Sendable, Hashable {
  /// When the entry was written.
  package let time: Instant
  /// The entry.
  package let entry: AuditEntry

  /// An entry written at a time.
  package init(time: Instant, entry: AuditEntry) {
    self.time = time
    self.entry = entry
  }
}
