import Crypto
import Foundation

/// A claim that the holder of a credential shows or keeps (RFC 9901, section 4.2).
struct Disclosure: Sendable, Hashable {
  /// The name of the claim.
  let name: String
  /// Its value.
  let value: String
  /// As it is handed over.
  let text: String

  /// A claim with a new salt of 128 bits.
  init(_ name: String, _ value: String) throws {
    self.name = name
    self.value = value
    text = Base64URL.text(try ProofCoding.encoder.encode([Self.salt(), name, value]))
  }

  /// Reads a claim.
  ///
  /// - Throws: `ProofFault` for what is none.
  init(text: String) throws(ProofFault) {
    guard let json = Base64URL.bytes(text), let parts = try? JSONDecoder().decode([String].self, from: json),
      parts.count == 3, !["_sd", "..."].contains(parts[1])
    else { throw .malformed("a disclosure") }
    name = parts[1]
    value = parts[2]
    self.text = text
  }

  /// What stands for it in the credential.
  var digest: String { Self.digest(of: text) }

  /// The digest of a text, by SHA-256.
  static func digest(of text: String) -> String { Base64URL.text(SHA256.hash(data: Data(text.utf8))) }

  /// A digest that stands for nothing, so that nobody sees how many claims there are.
  static func decoy() -> String { digest(of: salt()) }

  private static func salt() -> String {
    SymmetricKey(size: .bits128).withUnsafeBytes { Base64URL.text($0) }
  }
}
