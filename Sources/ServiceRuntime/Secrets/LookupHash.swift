package import Crypto
package import Foundation

/// Keyed hash by which an encrypted value is looked up (HMAC-SHA-256, RFC 2104): without the key it cannot be tried out.
///
/// An imported row takes about eighty. The library's `HMAC` takes twice as long for one, because it is generic in its hash
/// function; this one is made of the library's SHA-256 and gives the same.
package struct LookupHash: Sendable {
  /// The inner hash after it took in the key and what all values begin with: every hash goes on from a copy of it.
  private var inner: SHA256
  /// The outer hash after it took in the key.
  private let outer: SHA256

  /// A hash with a key.
  package init(key: SymmetricKey) {
    inner = Self.hash(begunWith: key, paddedBy: 0x36)
    outer = Self.hash(begunWith: key, paddedBy: 0x5C)
  }

  private static func hash(begunWith key: SymmetricKey, paddedBy padding: UInt8) -> SHA256 {
    let bytes = key.withUnsafeBytes { $0.count > SHA256.blockByteCount ? Array(SHA256.hash(data: $0)) : Array($0) }
    var block = [UInt8](repeating: padding, count: SHA256.blockByteCount)
    for (place, byte) in bytes.enumerated() { block[place] ^= byte }
    var hash = SHA256()
    block.withUnsafeBytes { hash.update(bufferPointer: $0) }
    return hash
  }

  /// The hash of values that all begin with a text: of the rest it gives the same as this one of the whole.
  package func beginning(with text: String) -> LookupHash {
    var begun = self
    Self.update(&begun.inner, with: text)
    return begun
  }

  /// The hash of a value, 32 bytes, by which an index finds it.
  package func callAsFunction(_ value: String) -> Data {
    digest(of: value).withUnsafeBytes { Data($0) }
  }

  /// The hash of bytes, 32 bytes.
  package func callAsFunction(_ bytes: Data) -> Data {
    bytes.withUnsafeBytes { bytes in digest { $0.update(bufferPointer: bytes) } }.withUnsafeBytes { Data($0) }
  }

  /// The first eight bytes of the hash of a value, as a number.
  package func number(of value: String) -> UInt64 {
    digest(of: value).withUnsafeBytes { UInt64(bigEndian: $0.loadUnaligned(as: UInt64.self)) }
  }

  private func digest(of value: String) -> SHA256Digest {
    digest { Self.update(&$0, with: value) }
  }

  private func digest(_ takeIn: (inout SHA256) -> Void) -> SHA256Digest {
    var (inner, outer) = (inner, outer)
    takeIn(&inner)
    inner.finalize().withUnsafeBytes { outer.update(bufferPointer: $0) }
    return outer.finalize()
  }

  private static func update(_ hash: inout SHA256, with text: String) {
    var text = text
    text.withUTF8 { hash.update(bufferPointer: UnsafeRawBufferPointer($0)) }
  }
}
