package import RuleLanguage
import RuleReasoning
import Synchronization

/// Finds which proofs stand for parts of a condition because their own conditions imply those parts (gelijkwaardigheid).
///
/// What was found of two conditions is kept: it follows from their texts and parameters, and whether one authority made both, and
/// is asked again with each publication.
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
    let pair = ClaimPair(
      asked: Claim(asked),
      proof: Claim(proof),
      isOfOneAuthority: asked.authority.id == proof.authority.id
    )
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

  /// What a provision claims, ready to be reasoned about; nil when its condition does not read.
  ///
  /// Points on a scale prove something to the authority whose scale it is. Residence and premiums prove nothing even to
  /// the provision's own authority: they are looked at each day, and evidence may be of before a move.
  private func condition(_ claim: Claim, of provision: Provision) -> GivenCondition? {
    let owners = provision.owners(FactCatalogue.ownToAuthority, of: provision.id)
    return compiled(claim, of: provision).map { GivenCondition($0, given: provision.parameterValues, owners: owners) }
  }

  private func compiled(_ claim: Claim, of provision: Provision) -> Condition? {
    if let condition = known.withLock({ $0.conditions[claim] }) { return condition }
    let condition = try? provision.compiled()
    known.withLock { $0.conditions[claim] = .some(condition) }
    return condition
  }

  /// The pairs of the law of Flanders are some ten thousand.
  private static let mostPairs = 100_000

  private struct Known {
    var conditions: [Claim: Condition?] = [:]
    var parts: [ClaimPair: [String]] = [:]
  }

  private struct ClaimPair: Hashable {
    let asked: Claim
    let proof: Claim
    /// Whether a scale of the one is that of the other.
    let isOfOneAuthority: Bool
  }

  /// What decides on the meaning of a condition by itself: its text, and the parameters of its provision.
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
