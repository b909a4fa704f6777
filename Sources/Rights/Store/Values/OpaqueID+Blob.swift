import CareTypes
import Foundation
import ServiceCore
import ServiceRuntime

extension OpaqueID {
  /// The 128 bits of the id. An id of more bits, made by another system, is stored as its letters.
  var blob: Data {
    guard let (high, low) = bits else { return Data(text.utf8) }
    var blob = Data(capacity: 16)
    withUnsafeBytes(of: high.bigEndian) { blob.append(contentsOf: $0) }
    withUnsafeBytes(of: low.bigEndian) { blob.append(contentsOf: $0) }
    return blob
  }

  /// Reads an id that `blob` wrote; nil for anything else.
  init?(blob: Data) {
    guard blob.count == 16 else {
      self.init(String(decoding: blob, as: UTF8.self))
      return
    }
    var (high, low): (UInt64, UInt64) = (0, 0)
    for (place, byte) in blob.enumerated() {
      if place < 8 { high = high << 8 | UInt64(byte) } else { low = low << 8 | UInt64(byte) }
    }
    self.init(high: high, low: low)
  }
}

extension SQLRow {
  /// The opaque id in a blob column.
  ///
  /// - Throws: `Refusal` when there is none.
  func blobID(_ column: String) throws -> OpaqueID {
    guard let id = OpaqueID(blob: self[column]) else { throw Refusal(.internal, "No valid id in column \(column)") }
    return id
  }
}
