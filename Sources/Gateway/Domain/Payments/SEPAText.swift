import Foundation

/// Texts in the characters that every bank in SEPA takes.
package enum SEPAText {
  private static let others: [Character: String] = [
    "ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D",
    "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ı": "i", "ħ": "h", "Ħ": "H", "’": "'", "‘": "'", "–": "-", "—": "-",
    "&": "+", "_": "-",
  ]

  /// A text with its letters without diacritics, and other characters as spaces, of at most so many characters.
  package static func text(_ text: String, atMost length: Int) -> String {
    let plain = text.flatMap { Array(others[$0] ?? String($0)) }
    let folded = String(plain).folding(options: .diacriticInsensitive, locale: Locale(identifier: "en_US_POSIX"))
    let allowed = folded.map { isAllowed($0) ? $0 : " " }
    let words = String(allowed).split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ")
    // A slash at either end, or two of them, stands for something else.
    var result = words
    while result.contains("//") { result = result.replacing("//", with: "/") }
    result = result.trimmingCharacters(in: CharacterSet(charactersIn: "/ "))
    return String(result.prefix(length)).trimmingCharacters(in: CharacterSet(charactersIn: "/ "))
  }

  private static func isAllowed(_ character: Character) -> Bool {
    guard let byte = character.asciiValue else { return false }
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): return true
    case UInt8(ascii: "0")...UInt8(ascii: "9"): return true
    default: return "/-?:().,'+ ".utf8.contains(byte)
    }
  }
}
