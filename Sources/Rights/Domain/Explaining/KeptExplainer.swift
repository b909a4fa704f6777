package import RuleLanguage
import Synchronization

/// Explains a condition, and keeps what it said of each test.
package final class KeptExplainer: Sendable {
  private let explainer: ConditionExplainer
  private let memory = Mutex(ConditionExplainer.Memory())

  /// An explainer that said nothing yet.
  package init(_ explainer: ConditionExplainer) {
    self.explainer = explainer
  }

  /// The lines that explain the condition.
  package func lines(_ values: SlotValues) -> [ConditionExplainer.Line] {
    memory.withLock { explainer.lines(values, &$0) }
  }

  /// Forgets the values of facts that were seen.
  package func forget() { memory.withLock { $0 = ConditionExplainer.Memory() } }
}
