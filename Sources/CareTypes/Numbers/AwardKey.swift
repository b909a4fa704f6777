/// Identifies an award: the provision, and who holds it. Its resource name is `persons/{id}/awards/{provision}` or
/// `careSituations/{id}/awards/{provision}`.
package struct AwardKey: Sendable, Hashable {
  /// Who holds an award.
  package enum Holder: Sendable, Hashable {
    /// A caregiver or a recipient.
    case person(OpaqueID)
    /// The caregiver of a care situation, for its recipient.
    case careSituation(OpaqueID)

    /// The id.
    package var id: OpaqueID {
      switch self {
      case .person(let id), .careSituation(let id): id
      }
    }

    /// Resource name of the person or care situation.
    package var name: String {
      switch self {
      case .person(let id): ResourceCollection.persons.name(id)
      case .careSituation(let id): ResourceCollection.careSituations.name(id)
      }
    }
  }

  /// Who holds it.
  package let holder: Holder
  /// Resource name of the provision.
  package let provision: String

  /// The key of an award.
  package init(holder: Holder, provision: String) {
    self.holder = holder
    self.provision = provision
  }

  /// Resource name.
  package var name: String { "\(holder.name)/awards/\(provision.dropFirst(Self.prefix.count))" }

  /// Reads a resource name.
  ///
  /// - Throws: `ValueError` for a text that is not of one of the two forms.
  package init(name: String) throws(ValueError) {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 4, parts[2] == "awards", let id = OpaqueID(parts[1]), ProvisionName.isID(parts[3]) else {
      throw Self.wrongForm
    }
    switch parts[0] {
    case ResourceCollection.persons.collection[...]: holder = .person(id)
    case ResourceCollection.careSituations.collection[...]: holder = .careSituation(id)
    default: throw Self.wrongForm
    }
    provision = ProvisionName.text(String(parts[3]))
  }

  private static let prefix = ProvisionName.text("")
  private static let wrongForm = ValueError(
    .wrongFormat,
    "is not of the form persons/{id}/awards/{provision} or careSituations/{id}/awards/{provision}"
  )
}
