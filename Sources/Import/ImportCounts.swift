/// How many rows of a list had which outcome.
package struct ImportCounts: Sendable, Hashable, Codable {
  /// Rows that the registry answered, or that were rejected before they were sent.
  package var rows = 0
  /// Rows that were registered, or are acceptable in a dry run.
  package var accepted = 0
  /// Rows of a known care situation that now say something else.
  package var changed = 0
  /// Rows that are probably of a known care situation.
  package var likelyRepeats = 0
  /// Rows that were rejected.
  package var rejected = 0
  /// Those of the rejected rows that are implausible, and can be confirmed.
  package var asked = 0

  /// No rows yet.
  package init() {}
}
