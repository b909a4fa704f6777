/// What became of the rows of a list.
package struct ImportCounts: Sendable, Hashable, Codable {
  /// Rows that were answered, or rejected here.
  package var rows = 0
  /// Rows that were registered, or are acceptable in a dry run.
  package var accepted = 0
  /// Rows that are known and say something else now.
  package var changed = 0
  /// Rows that are probably known.
  package var likelyRepeats = 0
  /// Rows that were rejected.
  package var rejected = 0
  /// Rows that were rejected as hardly to be believed, and can be confirmed.
  package var asked = 0

  /// No rows yet.
  package init() {}
}
