import RuleLanguage
import RuleReasoning

/// Keeps the outcomes of conditions whose undecided parts have to be judged together, which is slow. Most care situations
/// leave the same parts undecided, so few outcomes are worked out twice.
final class ExactOutcomeCache: Sendable {
  private let known = BoundedCache<RemainderKey, Outcome>(limit: 10_000)

  /// The outcome of a condition that plain evaluation leaves undecided.
  func outcome(of condition: Condition, _ values: SlotValues, left remainder: UndecidedRemainder) -> Outcome {
    guard remainder.needsJointReasoning else {
      return .unknown(missing: remainder.missing.map { condition[$0].name }.sorted())
    }
    return known.value(of: remainder.key) {
      var sheet = FactSheet()
      for slot in condition.slots { sheet[condition[slot].name] = values[slot] }
      return condition.exactOutcome(sheet)
    }
  }

  /// Forgets all outcomes.
  func forget() { known.forget() }
}
