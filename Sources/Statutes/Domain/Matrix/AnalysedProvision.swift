package import RuleLanguage
package import RuleReasoning

/// A provision whose condition was read, ready for reasoning.
package struct AnalysedProvision: Sendable {
  /// The published version.
  package let published: PublishedProvision
  /// The facts that its conditions may name.
  package let catalogue: FactCatalogue
  /// Its condition with the parameters whose values are known.
  package let rule: TerritorialRule
  /// The parameters in its condition whose values the source does not state. Each provision has its own.
  package let unknown: [Parameter]

  /// The provision.
  package var provision: Provision { published.provision }

  /// Reads the condition of a provision.
  ///
  /// - Throws: `CatalogueError` or `RuleError` if the condition is not correct, which is impossible for a published one.
  package init(_ published: PublishedProvision) throws {
    self.published = published
    let provision = published.provision
    catalogue = try provision.catalogue()
    let condition = try Condition(provision.condition, catalogue: catalogue)
    let asked = Set(condition.facts)
    unknown = provision.parameters.filter { $0.factValue == nil && asked.contains($0.factName) }
    rule = TerritorialRule(
      provision.id,
      GivenCondition(condition, given: provision.parameterValues, owners: provision.owners),
      unknownParameters: Set(unknown.map(\.factName)),
      excludes: Set(provision.excludes)
    )
  }
}
