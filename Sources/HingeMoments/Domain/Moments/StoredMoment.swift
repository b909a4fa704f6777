package import CareTypes

/// A stored moment, without the person: what happened, when and where.
package struct StoredMoment: Sendable, Hashable {
  /// Opaque id.
  package let id: OpaqueID
  /// Who reported it.
  package var source = ""
  /// What happened.
  package let kind: MomentKind
  /// When it happened.
  package let occurTime: Instant
  /// Name of the hospital or other place; may be empty.
  package let place: String
  /// The kind of place of an admission or discharge; nil when it is not known.
  package let placeKind: PlaceKind?

  /// A stored moment.
  package init(
    id: OpaqueID,
    source: String = "",
    kind: MomentKind,
    occurTime: Instant,
    place: String,
    placeKind: PlaceKind? = nil
  ) {
    self.id = id
    self.source = source
    self.kind = kind
    self.occurTime = occurTime
    self.place = place
    self.placeKind = placeKind
  }
}
