/// The language of texts for a person (taal).
///
/// The raw values are stored and used in conditions: they never change.
package enum Language: String, Sendable, Hashable, CaseIterable, Codable {
  /// Dutch (Nederlands).
  case dutch = "nl"
  /// English (Engels).
  case english = "en"
}
