package import RuleLanguage

extension Condition {
  /// The answer over what is known, exact where the reasoner can follow the condition: yes or no when no missing fact can
  /// change it, and otherwise exactly the facts whose value changes it for some values of the others.
  ///
  /// Where an atom cannot be followed, its facts are listed when its answer matters; where the condition is too complex
  /// the answer is that of `evaluate`. As there, facts inside `has` are known to be absent when they are missing.
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
