import Crypto
import Foundation
import RegistrationAPI
import SwiftProtobuf

/// Finds rows of a list that say the same as an earlier row, by eight bytes that are kept of each row.
struct RepeatFinder: Sendable {
  private var rows: [UInt64: Int] = [:]

  /// The number of the earlier row that says the same; nil if there is none.
  mutating func firstRow(saying new: Mantel_Registration_V1_NewCareSituation, row: Int) -> Int? {
    guard let bytes: Data = try? new.serializedBytes() else { return nil }
    let hash = SHA256.hash(data: bytes).prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    if let first = rows[hash] { return first == row ? nil : first }
    rows[hash] = row
    return nil
  }
}
