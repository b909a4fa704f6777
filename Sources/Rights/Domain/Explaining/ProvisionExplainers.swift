package import CareTypes
import RuleLanguage
import Synchronization

/// The explainers of the condition of one provision: one for each set of languages in which it is explained.
package final class ProvisionExplainers: Sendable {
  private let condition: Condition
  private let catalogue: FactCatalogue
  private let made = Mutex<[[TextLanguage]: KeptExplainer]>([:])

  init(_ condition: Condition, catalogue: FactCatalogue) {
    self.condition = condition
    self.catalogue = catalogue
  }

  /// The explainer in some languages. It is made once.
  package subscript(languages: TextLanguage...) -> KeptExplainer {
    made.withLock { made in
      if let known = made[languages] { return known }
      let new = KeptExplainer(ConditionExplainer(condition, in: languages, catalogue: catalogue))
      made[languages] = new
      return new
    }
  }

  /// Forgets the values of facts that were seen.
  package func forget() {
    for explainer in made.withLock({ Array($0.values) }) { explainer.forget() }
  }
}
