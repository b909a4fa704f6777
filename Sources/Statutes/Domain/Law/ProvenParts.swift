package import CareTypes
import RuleReasoning

/// The parts of a condition that other provisions prove, and those that none proves (gelijkwaardigheid).
package struct ProvenParts: Sendable, Hashable {
  /// The proofs, first those that the authority declared.
  package let proofs: [AcceptedProof]
  /// The parts without a proof, as they are written.
  package let unproven: [String]

  /// Finds the proofs of the parts of a condition.
  ///
  /// - Throws: `CatalogueError` or `RuleError` if the condition is not correct, which is impossible for a published
  ///   one.
  package init(of provision: Provision, among others: [Provision], _ equivalences: EquivalenceFinder) throws {
    var proofs = provision.acceptedProofs.map(\.accepted)
    let found = equivalences.found(for: provision, among: others)
    for proof in found where !proofs.contains(where: { $0.part == proof.part && $0.proof == proof.proof }) {
      proofs.append(proof)
    }
    self.proofs = proofs
    let parts = try GivenCondition(provision.compiled(), given: provision.parameterValues).conjuncts.map(\.text)
    unproven = parts.filter { part in !proofs.contains { $0.part == part } }
  }
}
