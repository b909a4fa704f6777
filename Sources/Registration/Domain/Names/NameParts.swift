import Foundation

/// The words of a name, and the names of which a double name (dubbele naam) consists.
package enum NameParts {
  /// Words that belong to the word after them: "Van de Walle" is one name, not three. Not those that are a name as often,
  /// such as "Do", "Lo", "San" and "Bou": "Do Nguyen" is a double name.
  private static let particles: Set<String> = [
    // Dutch, and what lists shorten of it.
    "van", "vande", "vanden", "vander", "vd", "v", "ver", "de", "den", "der", "het", "t", "s", "te", "ten", "ter",
    "in", "op", "bij", "aan", "uit", "uyt", "sint", "st", "ste",
    // French.
    "d", "l", "du", "des", "la", "le", "les", "saint", "sainte",
    // Of the south.
    "di", "da", "del", "della", "dal", "dalla", "dos", "das", "los", "las", "santa",
    // German.
    "von", "vom", "zu", "zum", "zur",
    // Arabic and Berber.
    "al", "el", "ben", "bin", "bint", "ibn", "abu", "abou", "ait",
    // Irish and Scottish.
    "o", "mc", "mac",
  ]

  /// Whether a folded word belongs to the word after it.
  package static func isParticle(_ word: String) -> Bool { particles.contains(word) }

  /// The words of a name, in lower case, with their diacritics.
  package static func words(of name: String) -> [String] {
    if name.isASCII {
      return name.utf8.split { !$0.isASCIILetterOrDigit }
        .map { String(decoding: $0.lazy.map(\.asciiLowercased), as: UTF8.self) }
    }
    let seen = name.precomposedStringWithCompatibilityMapping.unicodeScalars.filter {
      $0.properties.generalCategory != .format
    }
    return String(String.UnicodeScalarView(seen)).lowercased()
      .split { character in
        // Apostrophes of some kinds are letters to Unicode.
        !(character.isLetter || character.isNumber) || character.unicodeScalars.allSatisfy(\.properties.isDiacritic)
      }
      .map(String.init).filter { !NameFolding.folded($0).isEmpty }
  }

  /// The names of which a name consists, each by its words, with its particles: also those that a list puts last, as in
  /// "Hecke, Van". One letter is no name.
  package static func parts(of name: String) -> [[String]] {
    var parts: [[String]] = []
    var begun: [String] = []
    for word in words(of: name) {
      begun.append(word)
      if isParticle(NameFolding.folded(word)) { continue }
      parts.append(begun)
      begun = []
    }
    if let last = parts.popLast() { parts.append(begun + last) } else { parts = [begun] }
    return parts.filter { $0.joined().count > 1 }
  }
}
