package import Crypto
package import Foundation

/// Keyed hash by which an encrypted value is looked up (HMAC-SHA-256): without the key it cannot be tried out.
///
/// An imported row takes about eighty. The state after the key was taken in is kept, and each hash goes on from a copy of it.
package struct LookupHash: Sendable {
  /// The hash after it took in the key and what all values begin with.
  private var begun: HMAC<SHA256>

  /// A hash with a key.
  package init(key: SymmetricKey) {
    begun = HMAC<SHA256>(key: key)
  }

  /// The hash of values that all begin with a text: of the rest it gives the same as this one of the whole.
  package func beginning(with text: String) -> LookupHash {
    var hash = self
    Self.update(&hash.begun, with: text)
    return hash
  }

  /// The hash of a value, 32 bytes, by which an index finds it.
  package func callAsFunction(_ value: String) -> Data {
    digest(of: value).withUnsafeBytes { Data($0) }
  }

  /// The hash of bytes, 32 bytes.
  package func callAsFunction(_ bytes: Data) -> Data {
    bytes.withUnsafeBytes { bytes in digest { $0.update(data: bytes) } }.withUnsafeBytes { Data($0) }
  }

  /// The first eight bytes of the hash of a value, as a number.
  package func number(of value: String) -> UInt64 {
    digest(of: value).withUnsafeBytes { UInt64(bigEndian: $0.loadUnaligned(as: UInt64.self)) }
  }

  private func digest(of value: String) -> HMAC<SHA256>.MAC {
    digest { Self.update(&$0, with: value) }
  }

  private func digest(_ takeIn: (inout HMAC<SHA256>) -> Void) -> HMAC<SHA256>.MAC {
    var hash = begun
    takeIn(&hash)
    return hash.finalize()
  }

  private static func update(_ hash: inout HMAC<SHA256>, with text: String) {
    var text = text
    text.withUTF8 { hash.update(data: UnsafeRawBufferPointer($0)) }
  }
}
