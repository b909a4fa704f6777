package import CareTypes
import RuleLanguage

/// Decides and explains one version of a provision from what is stored with a decision. The result depends on nothing
/// else. It is made once for a version, and used for all decisions on it.
package final class ProvisionReplay: Sendable {
  /// The version, compiled.
  package let provision: CompiledProvision
  private let factIndex: FactIndex
  private let decisionMaker: DecisionMaker

  /// Prepares a version.
  package init(_ provision: CompiledProvision) {
    var factIndex = FactIndex()
    self.provision = provision
    decisionMaker = DecisionMaker(provision, in: &factIndex)
    self.factIndex = factIndex
  }

  /// Decides.
  ///
  /// - Parameters:
  ///   - input: The facts and the rest that the decision rests on.
  ///   - date: The day, which matters for the amount.
  package func decide(_ input: DecisionInput, on date: CalendarDate) -> DecisionResult {
    decisionMaker.decide(
      input.basis,
      factIndex.values(input.record.facts),
      factsDecidingProof: input.record.factsDecidingProof,
      on: date
    )
  }

  /// Explains the condition: one line for each of its parts, with what was found.
  package func explain(_ input: DecisionInput) -> [ExplainedPart] {
    let values = decisionMaker.values(factIndex.values(input.record.facts), input.basis)
    return provision.explainers[.dutch, .english].lines(values).map { line in
      ExplainedPart(
        depth: line.depth,
        verdict: line.verdict,
        isFolded: line.isFolded,
        text: BilingualText(line.texts[0], line.texts[1])
      )
    }
  }

  /// Forgets what was worked out from facts.
  package func forgetFacts() {
    provision.exactOutcomeCache.forget()
    provision.explainers.forget()
  }
}
