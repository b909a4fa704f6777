/// An area in which a person needs support, as their export shows it.
package struct ExportedNeed: Encodable, Sendable {
  /// Area.
  package let area: String
  /// When it was recorded.
  package let recordTime: String

  /// An entry of the export.
  package init(
    area: String,
    recordTime: String
  ) {
    self.area = area
    self.recordTime = recordTime
  }
}
