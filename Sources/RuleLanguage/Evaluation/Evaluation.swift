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
      var missing: Set<FactSlot> = []
      evaluator.collectMissing(condition.root, into: &missing)
      outcome = .unknown(missing: missing.map { condition[$0].name }.sorted())
    }
  }

  /// Why the answer is what it is, part by part.
  package var explanation: Explanation {
    Explainer(condition: condition, evaluator: evaluator).explain(condition.root)
  }
}
