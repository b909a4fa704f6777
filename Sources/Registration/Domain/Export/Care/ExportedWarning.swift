/// A plausibility warning that was confirmed, as the export of a person shows it.
package struct ExportedWarning: Encodable, Sendable {
  /// Warning.
  package let warning: String
  /// Client.
  package let client: String
  /// When it was recorded.
  package let recordTime: String

  /// An entry of the export.
  package init(
    warning: String,
    client: String,
    recordTime: String
  ) {
    self.warning = warning
    self.client = client
    self.recordTime = recordTime
  }
}
