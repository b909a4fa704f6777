import Crypto
import Foundation
import JWTKit

/// How proofs are signed: compact, and the same for the same content.
enum ProofCoding {
  /// Writes JSON without escapes that would make a code larger.
  static var encoder: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return encoder
  }

  /// Signs some claims (JWS, RFC 7515).
  ///
  /// - Parameters:
  ///   - type: What kind of token it is (`typ`).
  ///   - key: The private key.
  ///   - name: The name of the key; nil for a key that its receiver knows otherwise.
  static func sign(
    _ claims: some JWTPayload,
    type: String,
    by key: P256.Signing.PrivateKey,
    named name: String?
  ) async throws -> String {
    let keys = JWTKeyCollection()
    await keys.add(
      ecdsa: try ES256PrivateKey(backing: key),
      serializer: DefaultJWTSerializer(jsonEncoder: encoder)
    )
    var header = JWTHeader()
    header.typ = type
    if let name { header.kid = name }
    return try await keys.sign(claims, header: header)
  }
}

/// Claims that are judged by `ProofChecker`, not by the library.
protocol ProofClaims: JWTPayload {}

extension ProofClaims {
  /// Judges nothing.
  func verify(using algorithm: some JWTAlgorithm) {}
}
