import RuleLanguage

extension Provision {
  /// The owners of the facts that mean something else in the conditions of other provisions, by name: a scale belongs
  /// to its authority, and a parameter that the source does not state belongs to the provision.
  var owners: [String: String] { owners([], of: id) }

  /// The same owners with further facts. A scale among those belongs to the authority, the others to the given owner.
  ///
  /// - Parameters:
  ///   - more: The names of the further facts.
  ///   - owner: Their owner.
  func owners(_ more: Set<String>, of owner: String) -> [String: String] {
    var owners: [String: String] = [:]
    for name in more { owners[name] = owner }
    for name in FactCatalogue.ownScales { owners[name] = authority.id }
    for name in unknownParameters { owners[name] = id }
    return owners
  }

  /// The parameters in a condition that the source does not state, owned by the provision.
  func unknownOwners(in condition: Condition) -> [String: String] {
    owners.filter { unknownParameters.contains($0.key) && condition.facts.contains($0.key) }
  }
}
