/// How a fact depends on a municipality or an authority (gebondenheid aan een gemeente).
///
/// It decides which facts must be shown again after a move, whether a proof for one authority is valid for another, and
/// what can be compared.
package enum FactLocality: Sendable, Equatable, CaseIterable {
  /// The same everywhere, such as an age.
  case none
  /// Relative to the territory of the authority that decides, such as residence in it.
  case authority
  /// Relative to the municipality of the caregiver, such as its premium.
  case caregiverMunicipality
  /// Relative to the municipality of the recipient.
  case recipientMunicipality
  /// Measured by a scale or form that the municipality of the recipient made itself.
  case recipientMunicipalityScale
  /// Relative to the municipalities of both, such as whether they are adjacent.
  case bothMunicipalities
  /// The same for every authority, but resting on where both live, such as the distance between them.
  case bothHomes

  /// Whether each authority means something else by the fact, so that meeting the condition of one authority does not
  /// prove anything to another.
  package var isOwnToAuthority: Bool { self != .none && self != .bothHomes }

  /// Whether the values of two authorities cannot be compared: 5 points on the scale of one are neither more nor less
  /// than 3 on the scale of the other.
  package var isOwnScale: Bool { self == .recipientMunicipalityScale }

  /// Whether the fact must be shown again after a move to another municipality.
  ///
  /// - Parameters:
  ///   - caregiverMoved: Whether the caregiver moved.
  ///   - recipientMoved: Whether the recipient moved.
  package func lapses(caregiverMoved: Bool, recipientMoved: Bool) -> Bool {
    switch self {
    // Residence in a territory is derived for each day and never shown.
    case .none, .authority: false
    case .caregiverMunicipality: caregiverMoved
    case .recipientMunicipality, .recipientMunicipalityScale: recipientMoved
    case .bothMunicipalities, .bothHomes: caregiverMoved || recipientMoved
    }
  }
}

extension FactCatalogue {
  /// How a fact depends on a municipality or an authority; `none` for a name that is not in the catalogue.
  package func locality(of name: String) -> FactLocality { self[name]?.locality ?? .none }

  /// The names of the facts by which each authority means something else: see `FactLocality.isOwnToAuthority`.
  package static let ownToAuthority = names { $0.isOwnToAuthority }

  /// The names of the facts that each municipality measures by a scale of its own.
  package static let ownScales = names { $0.isOwnScale }

  private static func names(where matches: (FactLocality) -> Bool) -> Set<String> {
    Set(care.facts.filter { matches($0.locality) }.map(\.name))
  }
}
