package import RuleLanguage

extension Condition {
  /// The answer of the condition for known facts, as exactly as can be proven: yes or no when no missing fact can
  /// change it, and otherwise exactly the facts whose values can change it.
  ///
  /// The facts of an atom that cannot be analysed are listed when its answer matters. A condition that is too complex
  /// gets the answer of `evaluate`. As there, a missing fact inside `has` is known to be absent.
  package func exactOutcome(_ facts: FactSheet) -> Outcome {
    let outcome = evaluate(facts).outcome
    guard case .unknown(let missing) = outcome, !missing.isEmpty,
      let diagrams = try? ConditionDiagrams([GivenCondition(self, given: facts)], absenceIsKnown: true),
      let root = diagrams.roots.first
    else { return outcome }
    switch root.truth {
    case .yes?: return .yes
    case .no?: return .no
    case .unknown?: return outcome
    case .failed?: return .unknown(missing: [])
    case nil: return .unknown(missing: diagrams.facts(of: root).sorted())
    }
  }
}
