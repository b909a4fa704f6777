package import RuleLanguage
import RuleReasoning

/// Which proofs stand for parts of a condition because their own conditions imply those parts (gelijkwaardigheid).
package enum Equivalences {
  /// The proofs among these versions for parts of one provision's condition, by proof and part.
  ///
  /// A proof is something that evidence tells to be held already. What it implies need not be shown again, where every
  /// version of it implies it that counts on any day on which the provision does.
  package static func found(for provision: Provision, among others: [Provision]) -> [AcceptedProof] {
    guard provision.isDecided, let asked = claim(of: provision) else { return [] }
    let proofs = Dictionary(grouping: others.filter { $0.id != provision.id && $0.overlaps(provision) }, by: \.id)
    return proofs.sorted { $0.key < $1.key }.flatMap { id, versions -> [AcceptedProof] in
      guard versions.allSatisfy({ $0.isDecided && $0.heldWhen != nil }) else { return [] }
      let proven = versions.map { claim(of: $0).map(asked.provenParts(by:)) ?? [] }
      let parts = proven.dropFirst().reduce(proven.first ?? []) { parts, others in parts.filter(others.contains) }
      return parts.map { AcceptedProof(part: $0, proof: id) }
    }
  }

  /// The condition with its known parameters; unknown ones are nobody else's either.
  private static func claim(of provision: Provision) -> GivenCondition? {
    guard let condition = try? provision.compiled() else { return nil }
    let unknown = provision.parameters.filter { $0.factValue == nil }.map(\.factName)
    return GivenCondition(condition, given: provision.parameterValues, own: FactCatalogue.ownToAuthority.union(unknown))
  }
}

extension Provision {
  /// Its condition, ready to be reasoned about.
  ///
  /// - Throws: `CatalogueError` or `RuleError`, which were ruled out when it was published.
  package func compiled() throws -> Condition { try Condition(condition, catalogue: catalogue()) }
}
