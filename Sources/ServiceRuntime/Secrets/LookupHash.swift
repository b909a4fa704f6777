package import Crypto
package import Foundation

/// Keyed hash by which an encrypted value is looked up (HMAC-SHA-256): without the key it cannot be tried out.
package struct LookupHash: Sendable {
  /// The state after the key was taken in: every hash goes on from a copy of it.
  private let keyed: HMAC<SHA256>

  /// A hash with a key.
  package init(key: SymmetricKey) {
    keyed = HMAC(key: key)
  }

  /// The hash of a value, 32 bytes, by which an index finds it.
  package func callAsFunction(_ value: String) -> Data {
    var code = keyed
    code.update(data: Data(value.utf8))
    return code.finalize().withUnsafeBytes { Data($0) }
  }
}
