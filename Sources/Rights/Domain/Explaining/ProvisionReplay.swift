package import CareTypes
import RuleLanguage

/// Decides and explains one version of a provision from what is stored with a decision. The result depends on nothing
/// else. It is made once for a version, and used for all decisions on it.
package final class ProvisionReplay: Sendable {
  /// Keeps the lines that explain conditions, by the version and the values that the condition asks for: nothing else is in
  /// them.
  package typealias Explanations = BoundedCache<ExplanationKey, [ExplainedPart]>

  /// What the lines that explain a condition depend on.
  package struct ExplanationKey: Hashable, Sendable {
    fileprivate let version: ProvisionVersion.Applied
    fileprivate let values: SlotValues
  }

  /// The version, compiled.
  package let provision: CompiledProvision
  private let version: ProvisionVersion.Applied
  private let factIndex: FactIndex
  private let decisionMaker: DecisionMaker
  private let explanations: Explanations

  /// Prepares a version.
  ///
  /// - Parameter explanations: Where explanations are kept; several versions may share it.
  package init(_ provision: CompiledProvision, explanations: Explanations = Explanations(limit: 100)) {
    var factIndex = FactIndex()
    self.provision = provision
    version = provision.version.applied
    decisionMaker = DecisionMaker(provision, in: &factIndex)
    self.factIndex = factIndex
    self.explanations = explanations
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
    let condition = provision.condition
    let values = decisionMaker.values(factIndex.values(input.record.facts), input.basis)
    return explanations.value(of: ExplanationKey(version: version, values: values)) {
      ExplainedPart.parts(of: condition.evaluate(values).explanation, catalogue: provision.catalogue)
    }
  }

  /// Forgets what was worked out from facts, except the explanations.
  package func forgetFacts() { provision.exactOutcomeCache.forget() }
}
