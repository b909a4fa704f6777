package import CareTypes

/// The person whom a moment is about, as the source knows them.
package enum MomentRecipient: Sendable, Hashable {
  /// By the national number.
  case number(INSZ)
  /// By the opaque id of the registry.
  case person(OpaqueID)

  /// The number, or the name `persons/{id}`. It is stored encrypted until the moment is matched.
  package var text: String {
    switch self {
    case .number(let number): number.digits
    case .person(let id): ResourceCollection.persons.name(id)
    }
  }
}
