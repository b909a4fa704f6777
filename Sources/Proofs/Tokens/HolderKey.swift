package import Crypto
import Foundation
import JWTKit

/// The public key of the holder of a credential, by whose private part they prove that it is theirs.
package struct HolderKey: Sendable {
  let key: P256.Signing.PublicKey

  /// A key.
  package init(_ key: P256.Signing.PublicKey) {
    self.key = key
  }

  /// Reads a public JWK of P-256; nil for anything else, a private key too.
  package init?(json: String) {
    guard let jwk = try? JSONDecoder().decode(JWK.self, from: Data(json.utf8)), let key = P256.Signing.PublicKey(jwk)
    else { return nil }
    self.key = key
  }
}
