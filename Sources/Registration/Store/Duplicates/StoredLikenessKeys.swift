import Foundation

/// The likeness keys of a person as they are stored with the person: eight bytes each.
struct StoredLikenessKeys {
  /// The keyed hashes, as in `likeness_key.hash`.
  let hashes: Set<Int64>

  /// The keys of these hashes.
  init(_ hashes: some Sequence<Int64>) {
    self.hashes = Set(hashes)
  }

  /// Reads stored keys.
  init(bytes: Data) {
    let bytes = Array(bytes)
    hashes = Set(
      stride(from: 0, to: bytes.count, by: 8).map {
        bytes[$0..<min($0 + 8, bytes.count)].reduce(0) { $0 << 8 | Int64($1) }
      }
    )
  }

  /// The keys as they are stored.
  var bytes: Data {
    hashes.sorted().reduce(into: Data(capacity: hashes.count * 8)) { bytes, hash in
      for place in (0..<8).reversed() { bytes.append(UInt8(truncatingIfNeeded: hash >> (8 * place))) }
    }
  }
}
