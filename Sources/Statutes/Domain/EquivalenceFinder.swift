package import RuleLanguage
import RuleReasoning
import Synchronization

/// Finds which proofs stand for parts of a condition because their own conditions imply those parts (gelijkwaardigheid).
///
/// What was found of two conditions is kept: it follows from their texts and parameters alone, and is asked again with
/// each publication.
package final class EquivalenceFinder: Sendable {
  private let known = Mutex(Known())

  /// Nothing found yet.
  package init() {}

  /// The proofs among these versions for parts of one provision's condition, by proof and part.
  ///
  /// A proof is something that evidence tells to be held already. What it implies need not be shown again, where every
  /// version of it implies it that counts on any day on which the provision does.
  package func found(for provision: Provision, among others: [Provision]) -> [AcceptedProof] {
    guard provision.isDecided else { return [] }
    let proofs = Dictionary(grouping: others.filter { $0.id != provision.id && $0.overlaps(provision) }, by: \.id)
    return proofs.sorted { $0.key < $1.key }.flatMap { id, versions -> [AcceptedProof] in
      guard versions.allSatisfy({ $0.isDecided && $0.heldWhen != nil }) else { return [] }
      let proven = versions.map { parts(of: provision, provenBy: $0) }
      let common = proven.dropFirst().reduce(proven.first ?? []) { common, others in common.filter(others.contains) }
      return common.map { AcceptedProof(part: $0, proof: id) }
    }
  }

  /// The parts of one condition that another implies, as they are written.
  private func parts(of asked: Provision, provenBy proof: Provision) -> [String] {
    let pair = ClaimPair(asked: Claim(asked), proof: Claim(proof))
    if let parts = known.withLock({ $0.parts[pair] }) { return parts }
    var parts: [String] = []
    if let asked = condition(pair.asked, of: asked), let proof = condition(pair.proof, of: proof) {
      parts = asked.provenParts(by: proof)
    }
    known.withLock { known in
      // Drafts that were never published leave something behind.
      if known.parts.count >= Self.mostPairs { known = Known() }
      known.parts[pair] = parts
    }
    return parts
  }

  /// What a provision claims, ready to be reasoned about; nil when its condition does not read. Parameters without a known
  /// value are nobody else's either.
  private func condition(_ claim: Claim, of provision: Provision) -> GivenCondition? {
    if let condition = known.withLock({ $0.conditions[claim] }) { return condition }
    let condition = (try? provision.compiled()).map { condition in
      let unknown = provision.parameters.filter { $0.factValue == nil }.map(\.factName)
      return GivenCondition(
        condition,
        given: provision.parameterValues,
        own: FactCatalogue.ownToAuthority.union(unknown)
      )
    }
    known.withLock { $0.conditions[claim] = .some(condition) }
    return condition
  }

  /// The pairs of the law of Flanders are some ten thousand.
  private static let mostPairs = 100_000

  private struct Known {
    var conditions: [Claim: GivenCondition?] = [:]
    var parts: [ClaimPair: [String]] = [:]
  }

  private struct ClaimPair: Hashable {
    let asked: Claim
    let proof: Claim
  }

  /// What decides on the meaning of a condition: its text, and the parameters of its provision.
  private struct Claim: Hashable {
    let condition: String
    let parameters: [Parameter]

    init(_ provision: Provision) { (condition, parameters) = (provision.condition, provision.parameters) }
  }
}

extension Provision {
  /// Its condition, ready to be reasoned about.
  ///
  /// - Throws: `CatalogueError` or `RuleError`, which were ruled out when it was published.
  package func compiled() throws -> Condition { try Condition(condition, catalogue: catalogue()) }
}
