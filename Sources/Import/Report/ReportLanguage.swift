/// The language of what an import tells its operator.
package enum ReportLanguage: String, Sendable, Hashable, CaseIterable, Codable {
  /// Dutch.
  case dutch = "nl"
  /// English.
  case english = "en"
}
