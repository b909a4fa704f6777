/// An identifier without meaning: 128 random bits, written as 26 letters and digits in lower case.
///
/// Never derived from a national number or a name, so that it may appear in logs, events and addresses.
package struct OpaqueID: Sendable, Hashable, Codable, CustomStringConvertible {
  /// The 26 characters, of the alphabet `0-9 a-z` without `i l o u` (Crockford's base 32).
  package let text: String

  private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)

  /// A new random identifier from the system's secure generator.
  package static func random() -> OpaqueID {
    var generator = SystemRandomNumberGenerator()
    return random(using: &generator)
  }

  /// A new random identifier from a generator, so that synthetic data can be repeated.
  package static func random(using generator: inout some RandomNumberGenerator) -> OpaqueID {
    OpaqueID(high: generator.next(), low: generator.next())
  }

  /// The identifier of 128 bits, of which the first 64 are the first 13 characters.
  package init(high: UInt64, low: UInt64) {
    var characters: [UInt8] = []
    characters.reserveCapacity(26)
    for half in [high, low] {
      var rest = half
      for _ in 0..<13 {
        characters.append(Self.alphabet[Int(rest & 31)])
        rest >>= 5
      }
    }
    text = String(decoding: characters, as: UTF8.self)
  }

  /// The 128 bits that `init(high:low:)` gives this identifier for; nil for one of more bits, made by another system.
  package var bits: (high: UInt64, low: UInt64)? {
    var halves: [UInt64] = []
    var (half, shift): (UInt64, UInt64) = (0, 0)
    for letter in text.utf8 {
      guard let value = Self.value(of: letter), shift < 60 || value < 16 else { return nil }
      half |= value << shift
      shift += 5
      if shift == 65 {
        halves.append(half)
        (half, shift) = (0, 0)
      }
    }
    return halves.count == 2 ? (halves[0], halves[1]) : nil
  }

  /// The place of a character in the alphabet; nil for one that is not in it.
  private static func value(of letter: UInt8) -> UInt64? {
    switch letter {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt64(letter - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "h"): UInt64(letter - UInt8(ascii: "a")) + 10
    case UInt8(ascii: "j")...UInt8(ascii: "k"): UInt64(letter - UInt8(ascii: "j")) + 18
    case UInt8(ascii: "m")...UInt8(ascii: "n"): UInt64(letter - UInt8(ascii: "m")) + 20
    case UInt8(ascii: "p")...UInt8(ascii: "t"): UInt64(letter - UInt8(ascii: "p")) + 22
    case UInt8(ascii: "v")...UInt8(ascii: "z"): UInt64(letter - UInt8(ascii: "v")) + 27
    default: nil
    }
  }

  /// Reads an identifier.
  ///
  /// - Returns: nil unless the text has 26 characters of the alphabet.
  package init?(_ text: some StringProtocol) {
    guard text.utf8.count == 26, text.utf8.allSatisfy({ Self.value(of: $0) != nil }) else { return nil }
    self.text = String(text)
  }

  /// The text form.
  package var description: String { text }
}
