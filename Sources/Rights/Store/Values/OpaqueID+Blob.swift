import CareTypes
import Foundation
import ServiceCore
import ServiceRuntime

extension OpaqueID {
  private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)

  private static let values = Dictionary(
    alphabet.enumerated().map { ($0.element, UInt64($0.offset)) },
    uniquingKeysWith: { first, _ in first }
  )

  /// The 128 bits of the id. An id of more bits, made by another system, is stored as its letters.
  var blob: Data {
    let letters = Array(text.utf8)
    var halves: [UInt64] = [0, 0]
    for (index, letter) in letters.enumerated() {
      guard let value = Self.values[letter] else { return Data(letters) }
      let place = index % 13
      if place == 12, value > 15 { return Data(letters) }
      halves[index / 13] |= value << UInt64(place * 5)
    }
    var bytes = Data(capacity: 16)
    for half in halves {
      for shift in stride(from: 56, through: 0, by: -8) { bytes.append(UInt8(truncatingIfNeeded: half >> shift)) }
    }
    return bytes
  }

  /// Reads an id that `blob` wrote; nil for anything else.
  init?(blob: Data) {
    guard blob.count == 16 else {
      self.init(String(decoding: blob, as: UTF8.self))
      return
    }
    var letters: [UInt8] = []
    letters.reserveCapacity(26)
    for half in [blob.prefix(8), blob.suffix(8)] {
      let bits = half.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      for place in 0..<13 { letters.append(Self.alphabet[Int(bits >> UInt64(place * 5) & 31)]) }
    }
    self.init(String(decoding: letters, as: UTF8.self))
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
