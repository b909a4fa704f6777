/// The decision on one provision for one care situation, before it is stored.
package struct ProvisionDecision: Sendable {
  let provision: ProvisionInForce
  /// Its place in the rule book.
  package let index: RuleBook.ProvisionIndex
  /// What it rests on besides the facts.
  package let basis: DecisionBasis
  /// The outcome, with what belongs to it.
  package let result: DecisionResult

  /// The version that was applied.
  package var version: ProvisionVersion { provision.version }
}
