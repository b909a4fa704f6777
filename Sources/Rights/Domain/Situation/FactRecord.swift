package import RuleLanguage

/// The facts of a care situation that decisions rest on. All decisions of one evaluation share one record.
package struct FactRecord: Sendable, Hashable {
  /// The known facts, by name, including whether proofs are held (`held.…`).
  package var facts: [String: FactValue]
  /// By the fact of a proof for which it is not known whether it is held: the names of the facts that could show it.
  package var factsDecidingProof: [String: [String]]

  /// A record of facts.
  package init(facts: [String: FactValue] = [:], factsDecidingProof: [String: [String]] = [:]) {
    self.facts = facts
    self.factsDecidingProof = factsDecidingProof
  }
}
