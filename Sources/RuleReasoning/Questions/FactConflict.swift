package import RuleLanguage

/// A fact of which two conditions ask what cannot be had at once: the one requires it and the other excludes it, or the
/// values that they allow have none in common.
package struct FactConflict: Sendable, Equatable {
  /// What the first condition asks of the fact.
  package let first: FactRequirement
  /// What the second condition asks of the same fact.
  package let second: FactRequirement

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
  package func conflicts() throws(UndecidableReason) -> [FactConflict] {
    try question.answer { diagrams throws(ReasoningLimit) in
      var allowed: [[Int: Set<Int>]] = []
      for root in diagrams.roots.prefix(2) {
        let holding = try diagrams.store.join(.both, NodeID(.yes), root)
        allowed.append(diagrams.store.allowedCells(of: holding))
      }
      return allowed[0].keys.sorted().compactMap { variable in
        guard let first = allowed[0][variable], let second = allowed[1][variable], first.isDisjoint(with: second),
          let firstValues = diagrams.demanded(first, of: variable),
          let secondValues = diagrams.demanded(second, of: variable)
        else { return nil }
        return FactConflict(
          first: FactRequirement(firstValues, allowsAll: false),
          second: FactRequirement(secondValues, allowsAll: false)
        )
      }
    }
  }
}
