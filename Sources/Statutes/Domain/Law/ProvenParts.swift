import RuleReasoning

/// Which parts of a condition others prove, and which none does (gelijkwaardigheid).
package struct ProvenParts: Sendable, Hashable {
  /// The proofs, those that were declared first.
  package let proofs: [AcceptedProof]
  /// The parts for which no proof stands, as they are written.
  package let unproven: [String]

  /// Looks for proofs of the parts of a condition.
  ///
  /// - Throws: `CatalogueError` or `RuleError` when the condition no longer reads; published ones always do.
  package init(of provision: Provision, among others: [Provision], _ equivalences: EquivalenceFinder) throws {
    var proofs = provision.acceptedProofs
    let found = equivalences.found(for: provision, among: others)
    for proof in found where !proofs.contains(where: { $0.part == proof.part && $0.proof == proof.proof }) {
      proofs.append(proof)
    }
    self.proofs = proofs
    let parts = try GivenCondition(provision.compiled(), given: provision.parameterValues).conjuncts.map(\.text)
    unproven = parts.filter { part in !proofs.contains { $0.part == part } }
  }
}
