package import ServiceCore
package import Crypto
import Foundation

/// The secret of one service, read from a file: 32 random bytes in base 64.
///
/// Every use has a key of its own, derived from the secret (HKDF, RFC 5869), so that no key serves two purposes.
package struct KeyFile: Sendable {
  private let secret: SymmetricKey

  /// Reads the secret.
  ///
  /// - Throws: `StartupError` when the file cannot be read, others than its owner may read it, or it is malformed.
  package init(path: String) throws(StartupError) {
    let text = try SecretFile(path: path, called: "The key file").text().trimmingCharacters(in: .whitespacesAndNewlines)
    guard let bytes = Data(base64Encoded: text), bytes.count == 32 else {
      throw StartupError("The key file does not hold 32 bytes in base 64: \(path)")
    }
    secret = SymmetricKey(data: bytes)
  }

  /// A secret of this process alone: for tests.
  package init() {
    secret = SymmetricKey(size: .bits256)
  }

  /// The text of a new key file, from the system's secure generator.
  package static func newText() -> String {
    SymmetricKey(size: .bits256).withUnsafeBytes { Data($0).base64EncodedString() } + "\n"
  }

  /// The key for one use.
  package func key(for use: String) -> SymmetricKey {
    HKDF<SHA256>.deriveKey(inputKeyMaterial: secret, info: Data("mantel/\(use)".utf8), outputByteCount: 32)
  }
}
