package import Crypto
package import Foundation

/// Keyed hash by which an encrypted value is looked up (HMAC-SHA-256): without the key it cannot be tried out.
package struct LookupHash: Sendable {
  private let key: SymmetricKey

  /// A hash with a key.
  package init(key: SymmetricKey) {
    self.key = key
  }

  /// The hash of a value, 32 bytes, by which an index finds it.
  package func callAsFunction(_ value: String) -> Data {
    Data(HMAC<SHA256>.authenticationCode(for: Data(value.utf8), using: key))
  }
}
