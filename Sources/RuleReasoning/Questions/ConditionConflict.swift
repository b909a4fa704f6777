package import RuleLanguage

/// A fact of which two conditions ask what cannot be had at once: the one requires it and the other excludes it, or the
/// values that they allow have none in common.
package struct ConditionConflict: Sendable, Equatable {
  /// What the first condition asks of the fact.
  package let first: FactDemand
  /// What the second condition asks of the same fact.
  package let second: FactDemand

  /// The fact.
  package var fact: Fact { first.values.fact }
}

extension ConditionPair {
  /// The facts of which the two ask what cannot be had at once, in the order of the conditions; none when one of the
  /// two never holds by itself. What two conditions mean by their own facts is never in conflict.
  ///
  /// Two conditions can exclude each other without such a fact, as `a && b` and
  /// `!a || !b` do; `canBothHold` tells that.
  ///
  /// - Throws: why it cannot be told.
  package func conflicts() throws(Doubt) -> [ConditionConflict] {
    try question.answer { workspace throws(ReasoningLimit) in
      var allowed: [[Int: Set<Int>]] = []
      for root in workspace.roots.prefix(2) {
        let holding = try workspace.diagrams.join(.both, NodeID(.yes), root)
        allowed.append(workspace.diagrams.allowedCells(of: holding))
      }
      return allowed[0].keys.sorted().compactMap { variable in
        guard let first = allowed[0][variable], let second = allowed[1][variable], first.isDisjoint(with: second),
          let firstValues = workspace.demanded(first, of: variable),
          let secondValues = workspace.demanded(second, of: variable)
        else { return nil }
        return ConditionConflict(
          first: FactDemand(firstValues, allowsAll: false),
          second: FactDemand(secondValues, allowsAll: false)
        )
      }
    }
  }
}
