/// A merge of records, as the export of a person shows it.
package struct ExportedMerge: Encodable, Sendable {
  /// Merged.
  package let merged: String
  /// Kept.
  package let kept: String
  /// When it was recorded.
  package let recordTime: String
  /// When it was undone; nil when it was not.
  package let undoTime: String?

  /// An entry of the export.
  package init(
    merged: String,
    kept: String,
    recordTime: String,
    undoTime: String?
  ) {
    self.merged = merged
    self.kept = kept
    self.recordTime = recordTime
    self.undoTime = undoTime
  }
}
