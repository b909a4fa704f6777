import Foundation

/// Names as they are compared: without diacritics, case, spaces, hyphens and apostrophes, so that "Déwulf-D'Hondt" and
/// "DE WULF DHONDT" are one.
package enum NameFolding {
  /// Letters that Unicode does not take apart, as they are commonly written without diacritics.
  private static let written: [Character: String] = [
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "ĳ": "ij",
  ]

  /// Characters on or between letters that are not letters, such as the joiners that come with copied text.
  private static let passedOver: Set<Unicode.GeneralCategory> = [.nonspacingMark, .enclosingMark, .format]

  /// The form of a name that is compared.
  package static func folded(_ name: String) -> String {
    if name.isASCII {
      return String(decoding: name.utf8.lazy.filter(\.isASCIILetterOrDigit).map(\.asciiLowercased), as: UTF8.self)
    }
    // Taken apart first: some letters have a lower case only then.
    let plain = name.decomposedStringWithCompatibilityMapping.lowercased().filter { character in
      character.isLetter || character.isNumber
    }
    var folded = ""
    for character in plain {
      let base = character.unicodeScalars.filter {
        !$0.properties.isDiacritic && !passedOver.contains($0.properties.generalCategory)
      }
      let letter = String(String.UnicodeScalarView(base))
      folded += letter.first.flatMap { written[$0] } ?? letter
    }
    return folded
  }

  /// A text whose letters have no accents, as a system writes it that knows the letters A to Z alone; all else as it is.
  package static func withoutAccents(_ text: String) -> String {
    if text.isASCII { return text }
    var plain = ""
    for character in text.decomposedStringWithCanonicalMapping {
      let base = character.unicodeScalars.filter { $0.properties.generalCategory != .nonspacingMark }
      let letter = String(String.UnicodeScalarView(base))
      if let small = letter.lowercased().first, let other = written[small] {
        plain += letter.first?.isUppercase == true ? other.capitalized : other
      } else {
        plain += letter
      }
    }
    return plain
  }
}
