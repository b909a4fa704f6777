/// The known facts of one care situation, by name.
package struct FactSheet: Sendable, Equatable, ExpressibleByDictionaryLiteral {
  /// The values, by the name of the fact.
  package var values: [String: FactValue]

  /// A sheet of these values, by the name of the fact.
  package init(_ values: [String: FactValue] = [:]) {
    self.values = values
  }

  /// A sheet of these values; if a name occurs twice, the last value is used.
  package init(dictionaryLiteral elements: (String, FactValue)...) {
    values = Dictionary(elements) { _, last in last }
  }

  /// The value of the fact of this name; nil when it is not known.
  package subscript(name: String) -> FactValue? {
    get { values[name] }
    set { values[name] = newValue }
  }

  /// The facts of both sheets; where both have a value, that of the other sheet.
  package func adding(_ other: FactSheet) -> FactSheet {
    FactSheet(values.merging(other.values) { _, new in new })
  }

  /// The value of a declared fact; nil when it is not known or not allowed by the declaration.
  package func value(of fact: Fact) -> FactValue? {
    values[fact.name].flatMap(fact.admitted)
  }
}

/// The answer of a condition.
package enum Outcome: Sendable, Equatable {
  case yes
  case no
  /// The known facts do not decide it.
  ///
  /// - `missing`: the names of the facts that could still decide it, sorted. Empty when an arithmetic cannot be computed
  ///   (a division by zero, an overflow), which no further fact mends. Facts inside `has` are never missing: their
  ///   absence is an answer there. Each part is judged by itself, so that a fact that comes twice in a condition
  ///   (`a || !a`) is listed even where its two parts together make it not matter; `exactOutcome` of `RuleReasoning`
  ///   lists exactly those that do.
  case unknown(missing: [String])
}

/// One evaluation of a condition; the explanation is made when it is asked for.
package struct Evaluation: Sendable {
  /// The answer.
  package let outcome: Outcome
  private let condition: Condition
  private let evaluator: Evaluator

  init(condition: Condition, evaluator: Evaluator) {
    self.condition = condition
    self.evaluator = evaluator
    switch evaluator.compute(condition.root) {
    case .known(.bool(true)): outcome = .yes
    case .known: outcome = .no
    case .unknown, .failed:
      var missing: Set<Int> = []
      evaluator.collectMissing(condition.root, into: &missing)
      outcome = .unknown(missing: missing.map { condition.slots[$0].name }.sorted())
    }
  }

  /// Why the answer is what it is, part by part.
  package var explanation: Explanation {
    Explainer(condition: condition, evaluator: evaluator).explain(condition.root)
  }
}
