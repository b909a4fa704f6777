import RuleLanguage

extension Provision {
  /// Whose the facts are that mean something else in the conditions of others, by name: a scale is the authority's, and
  /// a parameter that the source does not tell is the provision's own.
  var owners: [String: String] { owners([], of: id) }

  /// The same with more facts, in which there may be scales: of those the owner is told.
  func owners(_ more: Set<String>, of owner: String) -> [String: String] {
    var owners: [String: String] = [:]
    for name in more { owners[name] = owner }
    for name in FactCatalogue.ownScales { owners[name] = authority.id }
    for name in unknownParameters { owners[name] = id }
    return owners
  }

  /// The parameters in its condition that the source does not tell, as its own.
  func unknownOwners(in condition: Condition) -> [String: String] {
    owners.filter { unknownParameters.contains($0.key) && condition.facts.contains($0.key) }
  }
}
