import ServiceRuntime
package import CareTypes

/// An event of Registration that HingeMoments reacts to, with its place in the feed.
package enum EventForMoments: Sendable, Hashable {
  /// Nobody may learn of moments of the person any more, and the person gets no notices.
  case shielded(person: OpaqueID, sequence: Int64)
  /// The person withdrew their consent for hospitals.
  case withdrawn(person: OpaqueID, sequence: Int64)
  /// The person was erased: their data is deleted.
  case erased(person: OpaqueID, sequence: Int64)
}
