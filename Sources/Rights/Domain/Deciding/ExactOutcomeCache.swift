import RuleLanguage
import RuleReasoning
import Synchronization

/// What came out where parts of a condition that are not decided had to be judged together. Most care situations leave
/// the same of a condition, so that little is reasoned twice.
final class ExactOutcomes: Sendable {
  private static let limit = 10_000

  private let known = Mutex<[ResidueKey: Outcome]>([:])

  /// The outcome of a condition that plain evaluation leaves undecided.
  func outcome(of condition: Condition, _ values: [FactValue?], left residue: Residue) -> Outcome {
    guard residue.isJoint else { return .unknown(missing: residue.missing.map { condition.slots[$0].name }.sorted()) }
    if let known = known.withLock({ $0[residue.key] }) { return known }
    var sheet = FactSheet()
    for (slot, value) in values.enumerated() { sheet[condition.slots[slot].name] = value }
    let outcome = condition.exactOutcome(sheet)
    known.withLock { known in
      if known.count >= Self.limit { known.removeAll() }
      known[residue.key] = outcome
    }
    return outcome
  }
}
