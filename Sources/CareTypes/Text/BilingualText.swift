/// A text for people in Dutch and in English; its French is looked up in `FrenchTexts`, by the Dutch.
///
/// It is stored as an object with the keys `nl` and `en`.
package struct BilingualText: Sendable, Hashable, Codable {
  /// The text in Dutch.
  package var dutch: String
  /// The text in English.
  package var english: String

  private enum CodingKeys: String, CodingKey {
    case dutch = "nl"
    case english = "en"
  }

  /// Makes a text from its Dutch and its English wording.
  package init(_ dutch: String, _ english: String) {
    self.dutch = dutch
    self.english = english
  }

  /// Makes a text by asking for the wording in each language.
  package init(_ wording: (TextLanguage) -> String) {
    self.init(wording(.dutch), wording(.english))
  }

  /// The wording in one language; in Dutch where there is no French.
  package subscript(language: TextLanguage) -> String {
    switch language {
    case .dutch: dutch
    case .english: english
    case .french: FrenchTexts.wording(of: dutch) ?? dutch
    }
  }

  /// The language of the wording that is there for a language: Dutch where there is no French.
  package func available(in language: TextLanguage) -> TextLanguage {
    language == .french && FrenchTexts.wording(of: dutch) == nil ? .dutch : language
  }

  /// The wording in one language with every `#` replaced by a value.
  package func filled(_ value: String, in language: TextLanguage) -> String {
    self[language].split(separator: "#", omittingEmptySubsequences: false).joined(separator: value)
  }

  /// Several texts as one, in their order.
  package static func joined(_ texts: [BilingualText], by separator: String = "; ") -> BilingualText {
    BilingualText { language in texts.map { $0[language] }.joined(separator: separator) }
  }
}
