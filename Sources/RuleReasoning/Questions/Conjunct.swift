package import RuleLanguage

/// One of the parts of a condition all of which must be met.
package struct Conjunct: Sendable {
  /// The part as a condition, over the same given values.
  package let condition: GivenCondition

  /// The source of the part.
  package var text: String { condition.condition.text(of: condition.condition.root) }

  /// Where the part stands in the source of the whole.
  package var position: SourcePosition { condition.condition.position(of: condition.condition.root) }

  /// Whether the part asks for one of these facts, and no value of it is given.
  package func touches(_ names: Set<String>) -> Bool {
    let (slots, values) = (condition.condition.slots, condition.values)
    return condition.condition.root.allSlots.contains { values[$0] == nil && names.contains(slots[$0].name) }
  }
}

/// Whether one conjunct is met wherever another condition is.
package struct ConjunctImplication: Sendable {
  package let conjunct: Conjunct
  /// Yes when it is implied; no when it is not, with facts for which the other condition alone is met. A conjunct that
  /// asks for a fact of which each condition has its own is never implied, and has no example.
  package let isImplied: ProvenAnswer
}

extension GivenCondition {
  /// The parts of the outermost `&&`, in the order of the source; the whole condition when there is none.
  package var conjuncts: [Conjunct] {
    condition.conjuncts.map {
      Conjunct(condition: GivenCondition(condition.part($0), given: given, owners: owners))
    }
  }

  /// Which conjuncts are met wherever another condition is, in the order of the source.
  ///
  /// Each condition has its own given values. Facts inside a `has` anywhere in the two may be missing, so that all
  /// conjuncts are implied exactly when the condition is.
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
  /// Whether the second condition is met wherever the first is.
  var firstImpliesSecond: ProvenAnswer {
    isNeverYes { diagrams throws(ReasoningLimit) in
      try diagrams.store.join(.onlyFirst, diagrams.roots[0], diagrams.roots[1])
    }
  }
}
