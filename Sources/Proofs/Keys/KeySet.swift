import Crypto
package import Foundation
import JWTKit

/// The public keys by which anyone checks proofs (JWK Set, RFC 7517).
package struct KeySet: Sendable {
  private let keys: [String: P256.Signing.PublicKey]

  /// Reads a key set. Keys of another kind than ES256 are passed over.
  ///
  /// - Throws: `ProofFault.malformed` for what is no key set, or holds two keys of one name.
  package init(json: Data) throws(ProofFault) {
    guard let set = try? JSONDecoder().decode(JWKS.self, from: json) else { throw .malformed("the key set") }
    var keys: [String: P256.Signing.PublicKey] = [:]
    for jwk in set.keys {
      guard let name = jwk.keyIdentifier?.string, let key = P256.Signing.PublicKey(jwk) else { continue }
      guard keys.updateValue(key, forKey: name) == nil else { throw .malformed("the key set") }
    }
    self.keys = keys
  }

  /// The key of a name; nil when it is not in the set.
  func key(named name: String) -> P256.Signing.PublicKey? { keys[name] }

  /// The text of the key set of an issuer.
  package static func json(of keys: SigningKeys) throws -> Data {
    let set = JWKS(keys: keys.published.map { JWK($0.key, named: $0.name) })
    return try ProofCoding.encoder.encode(set)
  }
}

extension JWK {
  /// A public key.
  init(_ key: P256.Signing.PublicKey, named name: String?) {
    let raw = key.rawRepresentation
    self = .ecdsa(
      .es256,
      identifier: name.map { JWKIdentifier(string: $0) },
      x: Base64URL.text(raw.prefix(32)),
      y: Base64URL.text(raw.suffix(32)),
      curve: .p256
    )
  }
}

extension P256.Signing.PublicKey {
  /// The key that a JWK holds; nil for one of another kind, or of another algorithm than ES256.
  init?(_ jwk: JWK) {
    guard jwk.keyType == .ecdsa, jwk.curve == .ecdsa(.p256), jwk.algorithm.map({ $0 == .es256 }) ?? true,
      jwk.privateExponent == nil, let x = jwk.x.flatMap({ Base64URL.bytes($0) }),
      let y = jwk.y.flatMap({ Base64URL.bytes($0) }), x.count == 32, y.count == 32
    else { return nil }
    try? self.init(rawRepresentation: x + y)
  }
}
