import Foundation

/// Keyed hashes of eight bytes each, as one column holds several: with a row its likeness keys or traces, by which the rows
/// of their index are found when it is forgotten.
struct PackedHashes {
  /// The hashes, as in the index.
  let hashes: Set<Int64>

  /// Some hashes.
  init(_ hashes: some Sequence<Int64>) {
    self.hashes = Set(hashes)
  }

  /// Reads stored hashes.
  init(bytes: Data) {
    let bytes = Array(bytes)
    hashes = Set(
      stride(from: 0, to: bytes.count, by: 8).map {
        bytes[$0..<min($0 + 8, bytes.count)].reduce(0) { $0 << 8 | Int64($1) }
      }
    )
  }

  /// The hashes as they are stored.
  var bytes: Data {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(8 * hashes.count)
    for hash in hashes.sorted() { withUnsafeBytes(of: hash.bigEndian) { bytes.append(contentsOf: $0) } }
    return Data(bytes)
  }
}
