import CareTypes
import Crypto
import Foundation

/// The key with which a client shows who it is: 32 random bytes. The register holds only its digest, which needs no salt
/// because the key is random.
package struct APIKey: Sendable {
  /// The key as the client sends it.
  package let text: String

  /// A key that a client sent.
  package init(_ text: String) {
    self.text = text
  }

  /// A new key from the system's secure generator.
  package static func random() -> APIKey {
    let bytes = SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }
    let text = bytes.base64EncodedString()
      .replacingOccurrences(of: "+", with: "-")
      .replacingOccurrences(of: "/", with: "_")
      .replacingOccurrences(of: "=", with: "")
    return APIKey(text)
  }

  /// The SHA-256 of the text, in lower-case hexadecimal digits.
  package var digest: String {
    SHA256.hash(data: Data(text.utf8)).hexText
  }
}
