import CareTypes
import Foundation

/// The value of a row in one field, and when another row says the same there.
///
/// A name or street that is written with less detail than before - only in capitals or small letters, or without
/// accents - says nothing new. One with more detail does. Spaces at the ends or repeated, kinds of dashes, apostrophes
/// and quotes, and how Unicode composes a letter, never make a difference.
package enum ImportedValue: Sendable, Hashable {
  /// A code, date or number: every character matters.
  case code(String)
  /// What means the same in capitals and small letters, such as an e-mail address.
  case caseless(String)
  /// A name or a street, and codes that belong to it, such as a postal code; empty when there are none.
  case name(String, beside: String = "")

  /// Whether the stored value says the same already.
  package func isCovered(by held: ImportedValue) -> Bool { !Set(asked).isDisjoint(with: held.covered) }

  /// Whether it is the same but for how it is spelled: capitals, accents, spaces, dashes and apostrophes.
  package func isAlike(_ other: ImportedValue) -> Bool {
    let loose = loose
    return loose.isEmpty ? covered == other.covered : loose == other.loose
  }

  /// The forms to look up: if one of them is among the covered forms of an earlier value, nothing new is said. One of
  /// them is the value as written, because old rows stored only that.
  package var asked: [String] {
    switch self {
    case .code(let text): return [text]
    case .caseless(let text): return distinct([Self.caseless(text), text])
    case .name(let text, let beside):
      let plain = Self.plain(text)
      return distinct([Self.isOneCase(plain) ? plain.lowercased() : plain, plain, text].map { $0 + beside })
    }
  }

  /// The forms in which the same, or less, can be written.
  package var covered: [String] {
    switch self {
    case .code(let text): return [text]
    case .caseless(let text): return [Self.caseless(text)]
    case .name(let text, let beside):
      let plain = Self.plain(text)
      let bare = NameFolding.withoutAccents(plain)
      return distinct([plain, plain.lowercased(), bare, bare.lowercased()].map { $0 + beside })
    }
  }

  /// The form of a name that ignores spelling. It begins with a control character, so that it is never one of the other
  /// forms. What is no name has none.
  package var loose: [String] {
    guard case .name(let text, let beside) = self else { return [] }
    return ["\u{0}\(NameFolding.folded(text))\(beside)"]
  }

  private func distinct(_ forms: [String]) -> [String] {
    // By their bytes: texts that are equal to Swift can have other bytes.
    forms.reduce(into: []) { found, form in
      if !found.contains(where: { $0.utf8.elementsEqual(form.utf8) }) { found.append(form) }
    }
  }

  private static func caseless(_ text: String) -> String { text.lowercased().filter { !$0.isWhitespace } }

  /// A text with plain spaces, dashes, apostrophes and quotes, and composed letters.
  private static func plain(_ text: String) -> String {
    if text.isASCII {
      let words = text.utf8.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
      let plain = words.joined(separator: [UInt8(ascii: " ")]).map { $0 == UInt8(ascii: "`") ? UInt8(ascii: "'") : $0 }
      return String(decoding: plain, as: UTF8.self)
    }
    let marks = String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { scalar in
          switch scalar {
          case "\u{2018}", "\u{2019}", "\u{201B}", "\u{02BC}", "\u{2032}", "\u{00B4}", "\u{0060}": "'"
          case "\u{201C}", "\u{201D}", "\u{201E}", "\u{00AB}", "\u{00BB}": "\""
          default: scalar
          }
        }
      )
    )
    let letters = marks.precomposedStringWithCanonicalMapping.replacing("ĳ", with: "ij").replacing("Ĳ", with: "IJ")
    return WrittenText.plain(letters).split(separator: " ").joined(separator: " ")
  }

  /// Whether a text is only in capitals, or only in small letters. The small accented letters that a keyboard types
  /// while capitals are locked, as in "RENéE", are treated as capitals.
  private static func isOneCase(_ text: String) -> Bool {
    let (locked, small) = text.unicodeScalars.filter { $0.properties.isLowercase }
      .reduce(into: (0, 0)) { counts, scalar in
        if "éèçàù".unicodeScalars.contains(scalar) { counts.0 += 1 } else { counts.1 += 1 }
      }
    let capitals = text.unicodeScalars.count { $0.properties.isUppercase }
    // One capital before a small "é" is a name with a capital.
    return capitals == 0 || (small == 0 && (locked == 0 || capitals > 1))
  }
}
