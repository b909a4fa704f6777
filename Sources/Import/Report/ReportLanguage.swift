/// The language of the report and of messages to the operator.
package enum ReportLanguage: String, Sendable, Hashable, CaseIterable, Codable {
  /// Dutch.
  case dutch = "nl"
  /// English.
  case english = "en"
}
