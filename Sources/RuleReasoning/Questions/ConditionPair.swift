/// Two conditions to be compared. Every fact ranges over the values that its declaration allows, and a fact inside
/// `has` may also be missing. Facts that the two do not share are left out of examples.
package struct ConditionPair: Sendable {
  /// The first condition.
  package let first: GivenCondition
  /// The second condition.
  package let second: GivenCondition
  let question: Question

  /// Makes a pair of conditions that are asked about together.
  package init(_ first: GivenCondition, _ second: GivenCondition) {
    self.first = first
    self.second = second
    question = Question([first, second])
  }

  /// Whether all facts that meet the first condition meet the second; if not, facts that meet only the first.
  package var firstImpliesSecond: ProvenAnswer {
    question.isNeverYes { diagrams throws(ReasoningLimit) in
      try diagrams.store.join(.onlyFirst, diagrams.roots[0], diagrams.roots[1])
    }
  }

  /// Whether all facts that meet the second condition meet the first; if not, facts that meet only the second.
  package var secondImpliesFirst: ProvenAnswer {
    question.isNeverYes { diagrams throws(ReasoningLimit) in
      try diagrams.store.join(.onlyFirst, diagrams.roots[1], diagrams.roots[0])
    }
  }

  /// Whether the two conditions have the same answer for all facts; if not, facts for which the answers differ.
  package var areEqual: ProvenAnswer {
    question.isNeverYes { diagrams throws(ReasoningLimit) in
      try diagrams.store.join(.distinguishes, diagrams.roots[0], diagrams.roots[1])
    }
  }

  /// Whether the same facts can meet both conditions; if so, such facts.
  package var canBothHold: ProvenAnswer {
    question.isSometimesYes { diagrams throws(ReasoningLimit) in
      try diagrams.store.join(.both, diagrams.roots[0], diagrams.roots[1])
    }
  }

  /// The facts for which the two conditions have different answers, in as few and as wide regions as are found.
  package var difference: Difference {
    do {
      return .regions(try question.regions())
    } catch {
      return .undecidable(error)
    }
  }
}
