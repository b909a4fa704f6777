package import RuleLanguage

/// What is known of a care situation on the day of an evaluation: the decisions of that evaluation share it.
package struct FactRecord: Sendable, Hashable {
  /// The facts that the conditions name, as far as they are known; also whether proofs are held.
  package var facts: [String: FactValue]
  /// By the fact of a proof of which it is not known whether it is held: the facts that could tell.
  package var open: [String: [String]]

  /// A record of facts.
  package init(facts: [String: FactValue] = [:], open: [String: [String]] = [:]) {
    self.facts = facts
    self.open = open
  }
}
