/// A body that sets rules (overheid, instantie).
package struct Authority: Sendable, Hashable, Codable {
  /// Short id, such as `aalter`.
  package var id: String
  /// Official name in Dutch.
  package var nameNL: String
  /// Name in English.
  package var nameEN: String
  /// Level of law.
  package var level: AuthorityLevel
  /// ISO 3166 code of the country.
  package var country = Authority.belgium
  /// The NIS codes of its territory; empty for all of Flanders.
  package var territory: [String]

  /// The country of the provisions on which Rights decides.
  package static let belgium = "BE"
}
