package import CareTypes
package import ServiceCore

/// The state of a person's record, as far as it decides who may see and change the record.
package struct PersonStatus: Sendable, Hashable {
  /// Internal key of the record.
  package let key: Int64
  /// Opaque id.
  package let id: OpaqueID
  /// Whether the record is sealed (afgeschermd dossier).
  package let isSealed: Bool
  /// Whether the processing of the data is restricted (GDPR, article 18).
  package let isRestricted: Bool
  /// Whether the person was erased.
  package let isErased: Bool
  /// Whether the record was merged into another one.
  package let isMerged: Bool
  /// The municipality that still has to confirm the record, by its code of that time; nil once the record is confirmed.
  package let unconfirmedIn: NISCode?

  /// The state of a record.
  package init(
    key: Int64,
    id: OpaqueID,
    isSealed: Bool,
    isRestricted: Bool,
    isErased: Bool,
    isMerged: Bool,
    unconfirmedIn: NISCode?
  ) {
    self.key = key
    self.id = id
    self.isSealed = isSealed
    self.isRestricted = isRestricted
    self.isErased = isErased
    self.isMerged = isMerged
    self.unconfirmedIn = unconfirmedIn
  }

  /// Resource name.
  package var name: String { ResourceCollection.persons.name(id) }

  /// Checks that the record may be changed.
  ///
  /// - Parameter evenRestricted: Whether the change is allowed while the processing is restricted.
  /// - Throws: `Refusal` with `personGone` for a person who was merged or erased, or `personRestricted`.
  package func requireChangeable(evenRestricted: Bool = false) throws(Refusal) {
    if isErased || isMerged {
      throw Refusal(.personGone, "\(name) was \(isErased ? "erased" : "merged into another person")")
    }
    if isRestricted, !evenRestricted {
      throw Refusal(.personRestricted, "The processing of the data of \(name) is restricted")
    }
  }
}
