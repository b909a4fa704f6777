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
    let high = generator.next()
    let low = generator.next()
    var characters: [UInt8] = []
    characters.reserveCapacity(26)
    for index in 0..<26 {
      let half = index < 13 ? high : low
      let shift = UInt64(index % 13) * 5
      characters.append(alphabet[Int(half >> shift & 31)])
    }
    return OpaqueID(unchecked: String(decoding: characters, as: UTF8.self))
  }

  /// Reads an identifier.
  ///
  /// - Returns: nil unless the text has 26 characters of the alphabet.
  package init?(_ text: some StringProtocol) {
    guard text.utf8.count == 26, text.utf8.allSatisfy({ Self.alphabet.contains($0) }) else { return nil }
    self.text = String(text)
  }

  private init(unchecked text: String) {
    self.text = text
  }

  /// The text form.
  package var description: String { text }
}
