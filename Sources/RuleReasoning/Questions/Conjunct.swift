package import RuleLanguage

/// One of the parts of a condition that must all be met.
package struct Conjunct: Sendable {
  /// The part as a condition of its own, with the same given values.
  package let condition: GivenCondition

  /// The source of the part.
  package var text: String { condition.condition.text(of: condition.condition.root) }

  /// The place of the part in the source of the whole condition.
  package var position: SourcePosition { condition.condition.position(of: condition.condition.root) }

  /// Whether the part asks for one of these facts and its value is not given.
  package func touches(_ names: Set<String>) -> Bool {
    let values = condition.values
    return condition.condition.root.allSlots.contains {
      values[$0] == nil && names.contains(condition.condition[$0].name)
    }
  }
}

/// Whether one conjunct is met by all facts that meet another condition.
package struct ConjunctImplication: Sendable {
  /// The conjunct.
  package let conjunct: Conjunct
  /// Yes if it is. Otherwise no, with facts that meet only the other condition. A conjunct that asks for a fact that
  /// the two conditions do not share is never implied, and has no example.
  package let isImplied: ProvenAnswer
}

extension GivenCondition {
  /// The parts of the outermost `&&`, in the order of the source; the whole condition when there is none.
  package var conjuncts: [Conjunct] {
    condition.conjuncts.map {
      Conjunct(condition: GivenCondition(condition.part($0), given: given, owners: owners))
    }
  }

  /// Which conjuncts are met by all facts that meet another condition, in the order of the source.
  ///
  /// Each condition keeps its own given values. A fact that either of the two asks for in a `has` may be missing, so
  /// that all conjuncts are implied exactly when the whole condition is.
  package func conjuncts(impliedBy other: GivenCondition) -> [ConjunctImplication] {
    let different = namesNotShared(with: other)
    let asked = askedForPresence.union(other.askedForPresence)
    return conjuncts.map { conjunct in
      ConjunctImplication(
        conjunct: conjunct,
        isImplied: conjunct.touches(different)
          ? .no(example: nil) : Question([other, conjunct.condition], asked: asked).firstImpliesSecond
      )
    }
  }
}

extension Question {
  /// Whether the second condition is met by all facts that meet the first.
  var firstImpliesSecond: ProvenAnswer {
    isNeverYes { diagrams throws(ReasoningLimit) in
      try diagrams.store.join(.onlyFirst, diagrams.roots[0], diagrams.roots[1])
    }
  }
}
