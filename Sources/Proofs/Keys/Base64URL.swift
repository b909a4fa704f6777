package import Foundation

/// Base 64 for addresses and tokens (RFC 4648, section 5), without padding.
package enum Base64URL {
  /// The text of some bytes.
  package static func text(_ bytes: some Sequence<UInt8>) -> String {
    String(
      Data(bytes).base64EncodedString().compactMap { character in
        switch character {
        case "+": "-"
        case "/": "_"
        case "=": nil
        default: character
        }
      }
    )
  }

  /// The bytes of a text; nil for a text that is not in this form.
  package static func bytes(_ text: some StringProtocol) -> Data? {
    var plain = ""
    for character in text.unicodeScalars {
      switch character {
      case "-": plain += "+"
      case "_": plain += "/"
      case "A"..."Z", "a"..."z", "0"..."9": plain.unicodeScalars.append(character)
      default: return nil
      }
    }
    guard let bytes = Data(base64Encoded: plain + String(repeating: "=", count: (4 - plain.count % 4) % 4)) else {
      return nil
    }
    // Two texts that differ in bits that count for nothing must not be taken for the same token.
    return self.text(bytes) == text ? bytes : nil
  }
}
