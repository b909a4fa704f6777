package import CareTypes
package import RuleLanguage
import RuleReasoning
import Synchronization

/// Finds proofs for parts of a condition: other provisions whose conditions imply those parts (gelijkwaardigheid).
///
/// Results are kept, because each publication asks for them again. They depend only on the two conditions, their
/// parameters, and whether one authority made both.
package final class EquivalenceFinder: Sendable {
  private let known = Mutex(Known())

  /// Makes a finder without kept results.
  package init() {}

  /// The proofs among these versions for parts of the condition of one provision, by proof and part.
  ///
  /// A provision is a proof if evidence can show that someone holds it. What its condition implies need not be shown
  /// again, if that is true of every version of it that applies on a day on which this provision applies.
  package func found(for provision: Provision, among others: [Provision]) -> [AcceptedProof] {
    guard provision.isDecided else { return [] }
    let proofs = Dictionary(grouping: others.filter { $0.id != provision.id && $0.overlaps(provision) }, by: \.id)
    return proofs.sorted { $0.key < $1.key }.flatMap { id, versions -> [AcceptedProof] in
      guard versions.allSatisfy({ $0.isDecided && $0.heldWhen != nil }) else { return [] }
      let proven = versions.map { parts(of: provision, provenBy: $0) }
      let common = proven.dropFirst().reduce(proven.first ?? []) { common, others in common.filter(others.contains) }
      return common.map { AcceptedProof(part: $0, proof: ProvisionName.text(id), isDeclared: false) }
    }
  }

  /// The parts of one condition that another implies, as they are written.
  private func parts(of asked: Provision, provenBy proof: Provision) -> [String] {
    let pair = PairKey(
      asked: ConditionKey(asked),
      proof: ConditionKey(proof),
      isOfOneAuthority: asked.authority.id == proof.authority.id
    )
    if let parts = known.withLock({ $0.parts[pair] }) { return parts }
    var parts: [String] = []
    if let asked = condition(pair.asked, of: asked), let proof = condition(pair.proof, of: proof) {
      parts = asked.provenParts(by: proof)
    }
    known.withLock { known in
      // Drafts that were never published leave results behind.
      if known.parts.count >= Self.mostPairs { known = Known() }
      known.parts[pair] = parts
    }
    return parts
  }

  /// The condition of a provision for reasoning; nil when it is not correct.
  ///
  /// Points on a scale only prove something to the authority whose scale it is. Residence and municipal premiums prove
  /// nothing, not even to the provision's own authority: they are derived for each day, and evidence may be older than
  /// a move.
  private func condition(_ key: ConditionKey, of provision: Provision) -> GivenCondition? {
    let owners = provision.owners(FactCatalogue.ownToAuthority, of: provision.id)
    return compiled(key, of: provision).map { GivenCondition($0, given: provision.parameterValues, owners: owners) }
  }

  private func compiled(_ key: ConditionKey, of provision: Provision) -> Condition? {
    if let condition = known.withLock({ $0.conditions[key] }) { return condition }
    let condition = try? provision.compiled()
    known.withLock { $0.conditions[key] = .some(condition) }
    return condition
  }

  /// The most pairs that are kept. The law of Flanders has some ten thousand.
  private static let mostPairs = 100_000

  private struct Known {
    var conditions: [ConditionKey: Condition?] = [:]
    var parts: [PairKey: [String]] = [:]
  }

  private struct PairKey: Hashable {
    let asked: ConditionKey
    let proof: ConditionKey
    /// Whether one authority made both, so that they share its scale.
    let isOfOneAuthority: Bool
  }

  /// Everything that decides the meaning of a condition: its text and the parameters of its provision.
  private struct ConditionKey: Hashable {
    let condition: String
    let parameters: [Parameter]

    init(_ provision: Provision) { (condition, parameters) = (provision.condition, provision.parameters) }
  }
}

extension Provision {
  /// Its condition, checked.
  ///
  /// - Throws: `CatalogueError` or `RuleError`, which were ruled out when it was published.
  package func compiled() throws -> Condition { try Condition(condition, catalogue: catalogue()) }
}
