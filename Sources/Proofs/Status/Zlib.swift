import CZlib

/// Compression as status lists have it (ZLIB, RFC 1950), by the system's library.
enum Zlib {
  /// What cannot be compressed, or is not what was compressed.
  struct Failure: Error {}

  /// The most bytes that a text may expand to.
  private static let limit = 4_194_304

  /// Compresses bytes, as small as it can be.
  static func compress(_ bytes: [UInt8]) throws -> [UInt8] {
    var count = compressBound(uLong(bytes.count))
    var compressed = [UInt8](repeating: 0, count: Int(count))
    guard compress2(&compressed, &count, bytes, uLong(bytes.count), Z_BEST_COMPRESSION) == Z_OK else { throw Failure() }
    return Array(compressed.prefix(Int(count)))
  }

  /// Expands what was compressed.
  static func expand(_ compressed: [UInt8]) throws -> [UInt8] {
    var count = uLong(limit)
    var bytes = [UInt8](repeating: 0, count: limit)
    guard uncompress(&bytes, &count, compressed, uLong(compressed.count)) == Z_OK else { throw Failure() }
    return Array(bytes.prefix(Int(count)))
  }
}
