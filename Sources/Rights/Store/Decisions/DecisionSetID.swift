import CareTypes
import Foundation
import ServiceCore

/// Identifies decisions that were taken together: the 12 random bytes with which their ids begin. The other four bytes of a
/// decision's id are the key of its provision, the highest byte first, so that an id leads to its decision without a row of
/// its own.
struct DecisionSetID: Hashable, Sendable {
  /// How many bytes it has.
  private static let count = 12

  /// The bytes.
  let bytes: Data

  /// A new random id.
  static func random() -> DecisionSetID {
    DecisionSetID(bytes: OpaqueID.random().blob.prefix(count))
  }

  /// The id of these bytes.
  init(bytes: Data) {
    self.bytes = bytes
  }

  /// The id of the set of a decision, and the key of its provision; nil for an id of another form.
  static func read(_ decision: OpaqueID) -> (set: DecisionSetID, provision: Int64)? {
    let blob = decision.blob
    guard blob.count == count + 4 else { return nil }
    let provision = blob.suffix(4).reduce(Int64(0)) { $0 << 8 | Int64($1) }
    return (DecisionSetID(bytes: Data(blob.prefix(count))), provision)
  }

  /// The id of the decision on a provision.
  ///
  /// - Throws: `Refusal` for a key of more than four bytes.
  func decision(on provision: Int64) throws -> OpaqueID {
    guard let number = UInt32(exactly: provision) else { throw Refusal(.internal, "A provision has too high a key") }
    var blob = bytes
    for shift: UInt32 in [24, 16, 8, 0] { blob.append(UInt8(truncatingIfNeeded: number >> shift)) }
    guard let id = OpaqueID(blob: blob) else { throw Refusal(.internal, "A decision has no valid id") }
    return id
  }
}
