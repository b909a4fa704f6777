package import CareTypes
package import RuleLanguage

/// A version of a provision, as far as it takes to decide on it.
package struct ProvisionVersion: Sendable, Hashable, Codable {
  /// A figure that the condition names.
  package struct Parameter: Sendable, Hashable, Codable {
    /// Name, without `parameter.`.
    package var name: String
    /// Type.
    package var type: FactType
    /// Value; nothing when the authority's text does not tell it.
    package var value: FactValue?
    /// Label in Dutch.
    package var labelNL: String
    /// Label in English.
    package var labelEN: String
  }

  /// Resource name, `provisions/{id}`.
  package var name: String
  /// Version, from 1.
  package var version: Int
  /// The authority's id.
  package var authority: String
  /// NIS codes; empty: all of Flanders.
  package var territory: [String]
  /// First day in force, in days since 1970-01-01.
  package var validFrom: Int
  /// Last day in force, in days since 1970-01-01.
  package var validTo: Int?
  /// The condition.
  package var condition: String
  /// Its parameters.
  package var parameters: [Parameter]
  /// Whether a positive outcome is granted without an application.
  package var isAutomatic: Bool
  /// Whether the recipient is the beneficiary.
  package var isForRecipient: Bool
  /// Title in Dutch.
  package var titleNL: String
  /// Title in English.
  package var titleEN: String

  /// Whether it holds for where the people of a care situation live.
  package func holds(for situation: SituationFacts) -> Bool {
    territory.isEmpty || isTerritory(situation.caregiver.municipality) || isTerritory(situation.recipient.municipality)
  }

  /// Whether a municipality belongs to its territory; Flanders as a whole holds them all.
  package func isTerritory(_ municipality: NISCode) -> Bool {
    territory.isEmpty || territory.contains(municipality.digits)
  }

  /// The facts that its condition may name.
  ///
  /// - Throws: `CatalogueError`, which Statutes ruled out when it published.
  package func catalogue() throws(CatalogueError) -> FactCatalogue {
    try FactCatalogue.care.adding(
      parameters.map { parameter in
        Fact(
          parameter.name,
          parameter.type,
          label: Phrase(parameter.labelNL, parameter.labelEN),
          suppliedBy: RightsTexts.authority(authority)
        )
      }
    )
  }

  /// The versions in force on a day: for each provision the highest that has begun counts, and only if it has not ended.
  /// A version that has ended never falls back to an older one.
  package static func inForce(_ versions: [ProvisionVersion], on day: Int) -> [ProvisionVersion] {
    let begun = Dictionary(grouping: versions.filter { $0.validFrom <= day }, by: \.name)
    return begun.values.compactMap { $0.max { $0.version < $1.version } }
      .filter { ($0.validTo ?? day) >= day }
      .sorted { $0.name < $1.name }
  }
}

/// A version whose condition is ready to be evaluated.
package struct CompiledProvision: Sendable {
  /// The version.
  package let version: ProvisionVersion
  /// Its facts.
  package let catalogue: FactCatalogue
  /// Its condition.
  package let condition: Condition

  /// Compiles a version.
  ///
  /// - Throws: `RuleError` or `CatalogueError`, which Statutes ruled out when it published.
  package init(_ version: ProvisionVersion) throws {
    self.version = version
    catalogue = try version.catalogue()
    condition = try Condition(version.condition, catalogue: catalogue)
  }
}
