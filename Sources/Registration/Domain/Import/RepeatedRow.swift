package import CareTypes

/// Why a row of a list is not registered: it is known already, or probably so.
package struct RepeatedRow: Error, Sendable, Hashable {
  /// How sure that is.
  package enum Kind: Sendable, Hashable {
    /// The same two people, and something else is said.
    case changed
    /// Probably the same two people.
    case likely
  }

  /// How sure that is.
  package let kind: Kind
  /// The care situation that is known.
  package let careSituation: OpaqueID
  /// Whether the client sees it.
  package let isSeen: Bool
  /// Paths of the fields in which the row differs.
  package let fields: [String]

  /// A repeated row.
  package init(kind: Kind, careSituation: OpaqueID, isSeen: Bool, fields: [String]) {
    self.kind = kind
    self.careSituation = careSituation
    self.isSeen = isSeen
    self.fields = fields
  }
}
