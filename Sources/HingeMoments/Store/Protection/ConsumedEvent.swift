package import CareTypes
import GRDB

/// What the events of Registration tell HingeMoments, each with its place in the feed.
package enum ConsumedEvent: Sendable, Hashable {
  /// Nobody is told of moments of the person any more, and they are told of none.
  case shielded(person: OpaqueID, sequence: Int64)
  /// The consent of the person for hospitals stands no more.
  case withdrawn(person: OpaqueID, sequence: Int64)
  /// The person was erased: their facts are forgotten.
  case erased(person: OpaqueID, sequence: Int64)
}
