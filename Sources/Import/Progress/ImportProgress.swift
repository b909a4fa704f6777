/// How far an import is.
package struct ImportProgress: Sendable, Hashable {
  /// Bytes of the list.
  package var size: Int64 = 0
  /// Bytes of the list that were dealt with.
  package var offset: Int64 = 0
  /// Bytes of the list that an earlier run dealt with.
  package var startOffset: Int64 = 0
  /// What became of the rows.
  package var counts = ImportCounts()
  /// Rows that an earlier run dealt with.
  package var startRows = 0
  /// Whether rows are only checked.
  package var isDryRun = false
  /// Whether the gateway did not answer, and is tried again.
  package var isWaiting = false

  /// An import that has not begun.
  package init() {}
}
