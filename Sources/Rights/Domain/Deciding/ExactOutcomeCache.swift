import RuleLanguage
import RuleReasoning
import Synchronization

/// Keeps the outcomes of conditions whose undecided parts have to be judged together, which is slow. Most care situations
/// leave the same parts undecided, so few outcomes are worked out twice.
final class ExactOutcomeCache: Sendable {
  private static let limit = 10_000

  private let known = Mutex<[RemainderKey: Outcome]>([:])

  /// The outcome of a condition that plain evaluation leaves undecided.
  func outcome(of condition: Condition, _ values: SlotValues, left remainder: UndecidedRemainder) -> Outcome {
    guard remainder.needsJointReasoning else {
      return .unknown(missing: remainder.missing.map { condition[$0].name }.sorted())
    }
    if let known = known.withLock({ $0[remainder.key] }) { return known }
    var sheet = FactSheet()
    for slot in condition.slots { sheet[condition[slot].name] = values[slot] }
    let outcome = condition.exactOutcome(sheet)
    known.withLock { known in
      if known.count >= Self.limit { known.removeAll() }
      known[remainder.key] = outcome
    }
    return outcome
  }
}
