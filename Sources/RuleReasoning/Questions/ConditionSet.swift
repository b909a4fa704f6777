/// How strict one condition is beside another. A condition that never holds is stricter than every other.
package enum StrictnessRelation: Sendable, Equatable {
  /// Both are met by the same facts.
  case equal
  /// Whatever meets this one meets the other, and not the other way round.
  case stricter
  /// Whatever meets the other meets this one, and not the other way round.
  case looser
  /// Some facts meet both, some this one alone, some the other alone.
  case overlapping
  /// No facts meet both.
  case exclusive
  case undecidable

  /// The relation seen from the other condition.
  package var mirrored: StrictnessRelation {
    switch self {
    case .stricter: .looser
    case .looser: .stricter
    default: self
    }
  }
}

/// Several conditions over the same facts. Facts inside a `has` of any of them may be missing.
package struct ConditionSet: Sendable {
  private let conditions: [GivenCondition]
  /// All conditions together.
  private let whole: Question
  private let asked: Set<String>

  package init(_ conditions: [GivenCondition]) {
    self.conditions = conditions
    asked = conditions.reduce(into: []) { $0.formUnion($1.askedForPresence) }
    whole = Question(conditions, asked: asked)
  }

  /// Whether all can be met at once; if so, facts for which they are, without those that not all share.
  package var canAllHold: ProvenAnswer {
    whole.isSometimesYes { diagrams throws(ReasoningLimit) in
      var all = NodeID(.yes)
      for root in diagrams.roots { all = try diagrams.store.join(.both, all, root) }
      return all
    }
  }

  /// How strict each condition is beside each other one: by row, and within it by column. Facts of two owners are
  /// different facts, so that conditions that ask for them are hardly ever equal.
  package var strictness: [[StrictnessRelation]] {
    var rows = conditions.map { _ in conditions.map { _ in StrictnessRelation.equal } }
    for first in conditions.indices {
      for second in conditions.indices where first < second {
        let found = relation(first, second)
        rows[first][second] = found
        rows[second][first] = found.mirrored
      }
    }
    return rows
  }

  private func relation(_ first: Int, _ second: Int) -> StrictnessRelation {
    let found = whole.relation(first, second)
    guard found == .undecidable, conditions.count > 2 else { return found }
    // Two alone may stay within bounds that many do not.
    return Question([conditions[first], conditions[second]], asked: asked).relation(0, 1)
  }
}

extension Question {
  /// How strict one condition is beside another.
  fileprivate func relation(_ first: Int, _ second: Int) -> StrictnessRelation {
    func implies(_ one: Int, _ other: Int) -> ProvenAnswer {
      isNeverYes { diagrams throws(ReasoningLimit) in
        try diagrams.store.join(.onlyFirst, diagrams.roots[one], diagrams.roots[other])
      }
    }
    switch (implies(first, second), implies(second, first)) {
    case (.undecidable, _), (_, .undecidable): return .undecidable
    case (.yes, .yes): return .equal
    case (.yes, .no): return .stricter
    case (.no, .yes): return .looser
    case (.no, .no): break
    }
    let both = isSometimesYes { diagrams throws(ReasoningLimit) in
      try diagrams.store.join(.both, diagrams.roots[first], diagrams.roots[second])
    }
    return switch both {
    case .yes: .overlapping
    case .no: .exclusive
    case .undecidable: .undecidable
    }
  }

  /// Yes, with an example, when a function of the conditions is yes for some facts.
  func isSometimesYes(_ function: (inout ConditionDiagrams) throws(ReasoningLimit) -> NodeID) -> ProvenAnswer {
    switch isNeverYes(function) {
    case .yes: .no(example: nil)
    case .no(let example): .yes(example: example)
    case .undecidable(let reason): .undecidable(reason)
    }
  }
}
