package import RuleLanguage

/// A fact about which two conditions cannot both be satisfied: one requires it and the other excludes it, or they allow
/// values of which none is the same.
package struct FactConflict: Sendable, Equatable {
  /// What the first condition requires of the fact.
  package let first: FactRequirement
  /// What the second condition requires of the same fact.
  package let second: FactRequirement

  /// The fact.
  package var fact: Fact { first.values.fact }
}

extension ConditionPair {
  /// The facts about which the two conditions cannot both be satisfied, in the order of the conditions; none when one
  /// of the two is never met. Facts that the two do not share are never in conflict.
  ///
  /// Two conditions can exclude each other without such a fact, for example `a && b` and `!a || !b`: see `canBothHold`.
  ///
  /// - Throws: The reason why the conflicts cannot be found.
  package func conflicts() throws(UndecidableReason) -> [FactConflict] {
    try question.answer { diagrams throws(ReasoningLimit) in
      var allowed: [CellRegion] = []
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
