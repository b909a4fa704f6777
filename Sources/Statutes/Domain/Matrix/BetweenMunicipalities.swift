package import CareTypes
import RuleReasoning

/// What there is of one kind for a caregiver who lives in one municipality and a recipient who lives in another.
package struct BetweenMunicipalities: Sendable, Hashable {
  /// Where the caregiver lives.
  package let caregiver: NISCode
  /// Where the recipient lives.
  package let recipient: NISCode
  /// The kind of the provisions that were compared.
  package let kind: ProvisionKind
  /// The ids of the provisions that such people can get, sorted.
  package let reachable: [String]
  /// Someone who would get something if both people lived in one of the two municipalities, and gets nothing because
  /// they do not; nil when there is no such person, or when none can be found with certainty.
  package let fallsBetween: [ProfileFact]?
  /// Whether the same people can get two of the provisions.
  package let canGetBoth: Bool
}

extension BetweenMunicipalities {
  /// Compares all ordered pairs of different municipalities, for each kind of which at least one of the two has a
  /// provision of its own.
  ///
  /// - Throws: `CancellationError`.
  static func all(_ places: [MatrixMunicipality]) throws -> [BetweenMunicipalities] {
    var finder = BetweenTerritoriesFinder()
    var found: [BetweenMunicipalities] = []
    for home in places {
      for there in places where there.municipality.code != home.municipality.code {
        try Task.checkCancellation()
        for kind in ProvisionKind.allCases {
          let homeRules = home.own.filter { $0.provision.kind == kind }.map(\.rule)
          let thereRules = there.own.filter { $0.provision.kind == kind }.map(\.rule)
          if homeRules.isEmpty, thereRules.isEmpty { continue }
          let between = finder.find(home: homeRules, there: thereRules)
          found.append(
            BetweenMunicipalities(
              caregiver: home.municipality.code,
              recipient: there.municipality.code,
              kind: kind,
              reachable: between.reachable,
              fallsBetween: between.fallsBetween.map(ProfileFact.list),
              canGetBoth: between.canGetBoth
            )
          )
        }
      }
    }
    return found
  }
}
