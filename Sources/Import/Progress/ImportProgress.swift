/// How far an import is.
package struct ImportProgress: Sendable, Hashable {
  /// The size of the list in bytes.
  package var size: Int64 = 0
  /// The number of bytes that were dealt with.
  package var offset: Int64 = 0
  /// The number of bytes that an earlier run dealt with.
  package var startOffset: Int64 = 0
  /// What became of the rows so far.
  package var counts = ImportCounts()
  /// The number of rows that an earlier run dealt with.
  package var startRows = 0
  /// Whether rows are only checked and not registered.
  package var isDryRun = false
  /// Whether the gateway did not answer and the import waits to try again.
  package var isWaiting = false

  /// An import that has not begun.
  package init() {}
}
