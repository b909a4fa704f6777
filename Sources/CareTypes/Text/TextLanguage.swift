/// The language of a text for people. Texts of Mantel itself are there in all three; the titles and texts of regulations in
/// Dutch and English, and in French only where the catalogue of texts knows them.
package enum TextLanguage: String, Sendable, Hashable, CaseIterable, Codable {
  /// Dutch (Nederlands).
  case dutch = "nl"
  /// English (Engels).
  case english = "en"
  /// French (Frans).
  case french = "fr"

  /// The language in which a person is written to.
  package init(_ language: Language) {
    self =
      switch language {
      case .dutch: .dutch
      case .english: .english
      }
  }
}
