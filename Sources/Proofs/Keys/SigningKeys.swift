import Crypto
import Foundation

/// The keys by which proofs are signed and checked, ECDSA on P-256 (ES256), each with a name (`kid`). The newest signs; of
/// those before it only the public part is left, so that what they signed can still be checked.
package struct SigningKeys: Sendable {
  /// A text that holds no keys in the form that is expected.
  package struct Malformed: Error, Hashable {
    /// What is wrong, without anything of the text.
    package let reason: String
  }

  /// The name of the key that signs.
  package let newest: String
  /// The key that signs.
  let signing: P256.Signing.PrivateKey
  /// All public keys with their names, the newest last.
  let published: [(name: String, key: P256.Signing.PublicKey)]

  /// Reads keys: a line for each with its name, `private` or `public`, and the key in base 64. The last one is private and
  /// signs, the others are public.
  ///
  /// - Throws: `Malformed`.
  package init(text: String) throws(Malformed) {
    var published: [(name: String, key: P256.Signing.PublicKey)] = []
    var signing: P256.Signing.PrivateKey?
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if line.isEmpty { continue }
      let parts = line.split(separator: " ", omittingEmptySubsequences: true).map(String.init)
      guard signing == nil else {
        throw Malformed(reason: "a line after line \(index), which holds the key that signs")
      }
      guard parts.count == 3, let bytes = Data(base64Encoded: parts[2]) else { throw Self.malformedLine(index) }
      switch parts[1] {
      case "private":
        guard let key = try? P256.Signing.PrivateKey(rawRepresentation: bytes) else { throw Self.malformedLine(index) }
        signing = key
        published.append((parts[0], key.publicKey))
      case "public":
        guard let key = try? P256.Signing.PublicKey(x963Representation: bytes) else { throw Self.malformedLine(index) }
        published.append((parts[0], key))
      default: throw Self.malformedLine(index)
      }
    }
    guard let signing, let newest = published.last?.name else { throw Malformed(reason: "holds no key that signs") }
    guard Set(published.map(\.name)).count == published.count else { throw Malformed(reason: "names a key twice") }
    self.newest = newest
    self.signing = signing
    self.published = published
  }

  private static func malformedLine(_ index: Int) -> Malformed {
    Malformed(reason: "line \(index + 1) is not a name, `private` or `public`, and a key in base 64")
  }

  /// The text of a file with one new key, from the system's secure generator.
  package static func newText() -> String { line(of: P256.Signing.PrivateKey()) }

  /// The text of a file with another new key. Of the key that signed until now only the public part is left.
  package func rotatedText() -> String {
    published.map { "\($0.name) public \($0.key.x963Representation.base64EncodedString())\n" }.joined()
      + Self.line(of: P256.Signing.PrivateKey())
  }

  private static func line(of key: P256.Signing.PrivateKey) -> String {
    // Short, because it is in every code; the beginning of the thumbprint of the key.
    let name = Base64URL.text(SHA256.hash(data: key.publicKey.x963Representation)).prefix(8)
    return "\(name) private \(key.rawRepresentation.base64EncodedString())\n"
  }
}
