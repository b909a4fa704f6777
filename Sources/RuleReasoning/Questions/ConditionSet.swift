import RuleLanguage

/// Several conditions over the same facts. A fact that one of them asks for in a `has` may be missing in all of them.
package struct ConditionSet: Sendable {
  private let question: Question

  /// Makes a set of conditions that are asked about together.
  package init(_ conditions: [GivenCondition]) {
    let asked = conditions.reduce(into: Set<String>()) { $0.formUnion($1.askedForPresence) }
    question = Question(conditions, asked: asked)
  }

  /// Whether the same facts can meet all conditions. A yes comes with such facts, without those that are not shared by
  /// all conditions.
  package var canAllHold: ProvenAnswer {
    question.isSometimesYes { diagrams throws(ReasoningLimit) in
      var all = NodeID(.yes)
      for root in diagrams.roots { all = try diagrams.store.join(.both, all, root) }
      return all
    }
  }
}
