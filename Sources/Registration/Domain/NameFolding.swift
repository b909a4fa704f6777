import Foundation

/// Names as they are compared: without diacritics, case, spaces, hyphens and apostrophes, so that "Déwulf-D'Hondt" and
/// "DE WULF DHONDT" are one.
package enum NameFolding {
  /// Letters that Unicode does not take apart, as they are commonly written without diacritics.
  private static let written: [Character: String] = [
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "ĳ": "ij",
  ]

  /// The form of a name that is compared.
  package static func folded(_ name: String) -> String {
    let plain = name.lowercased().decomposedStringWithCompatibilityMapping.filter { character in
      character.isLetter || character.isNumber
    }
    var folded = ""
    for character in plain {
      let base = character.unicodeScalars.filter {
        !$0.properties.isDiacritic && $0.properties.generalCategory != .nonspacingMark
      }
      let letter = String(String.UnicodeScalarView(base))
      folded += letter.first.flatMap { written[$0] } ?? letter
    }
    return folded
  }
}
