package import CareTypes
package import RuleLanguage

/// The outcome for one care situation and one provision (uitkomst).
package enum DecisionOutcome: String, Sendable, Hashable, CaseIterable, Codable {
  /// Granted without an application (toegekend).
  case granted
  /// Prepared for signature (voorgesteld).
  case proposed
  /// Facts or parameters are missing that could still decide it (wacht op bewijs).
  case awaitingEvidence = "awaiting_evidence"
  /// No right (geen recht).
  case notEntitled = "not_entitled"
}

/// What bears on a decision besides the condition of the provision.
package enum DecisionReason: String, Sendable, Hashable, CaseIterable, Codable {
  /// The care has not begun.
  case careNotBegun = "care_not_begun"
  /// The care has ended.
  case careEnded = "care_ended"
  /// The recipient has died.
  case recipientDied = "recipient_died"
  /// The provision is no longer in force for these people.
  case notInForce = "not_in_force"
  /// The beneficiary has not consented to rights being granted without an application.
  case consentMissing = "consent_missing"
}

/// Everything that a decision rests on, kept with it: from this and the provision's version it can be taken again.
package struct DecisionInput: Sendable, Hashable, Codable {
  /// Why the condition does not matter: no right, whatever it says.
  package var blockers: [DecisionReason]
  /// Whether the beneficiary consents to rights being granted without an application.
  package var consented: Bool
  /// The facts that the condition names, as far as they are known.
  package var facts: [String: FactValue]
}

/// What was decided, and why (beslissing).
package struct DecisionResult: Sendable, Equatable {
  /// The outcome.
  package let outcome: DecisionOutcome
  /// With `awaitingEvidence`: exactly what could still decide it.
  package let missing: [String]
  /// What bore on it besides the condition.
  package let reasons: [DecisionReason]
  /// What was compared with what.
  package let explanation: Explanation
}

/// How a condition becomes a decision.
package enum DecisionRule {
  /// Gathers what a decision rests on.
  package static func input(
    _ situation: SituationFacts,
    _ provision: CompiledProvision,
    on date: CalendarDate
  ) -> DecisionInput {
    var blockers: [DecisionReason] = []
    if date < situation.span.start { blockers.append(.careNotBegun) }
    if situation.span.ends(before: date) { blockers.append(.careEnded) }
    if let day = situation.moments.diedOn, day <= date.daysSinceEpoch { blockers.append(.recipientDied) }
    let known = FactDerivation.facts(of: situation, for: provision.version, on: date)
    let named = Set(provision.condition.facts)
    let beneficiary = provision.version.isForRecipient ? situation.recipient : situation.caregiver
    return DecisionInput(
      blockers: blockers,
      consented: beneficiary.consentsToAutomaticRights,
      facts: known.filter { named.contains($0.key) }
    )
  }

  /// Decides: nothing but the input and the provision's version bears on it.
  ///
  /// The condition holds: granted where the provision allows it without an application and the beneficiary consents to
  /// that, else proposed. It does not hold: no right. It cannot be told: what is missing could still decide it.
  package static func decide(_ input: DecisionInput, _ provision: CompiledProvision) -> DecisionResult {
    let evaluation = provision.condition.evaluate(FactSheet(input.facts))
    func result(
      _ outcome: DecisionOutcome,
      missing: [String] = [],
      reasons: [DecisionReason] = []
    ) -> DecisionResult {
      DecisionResult(outcome: outcome, missing: missing, reasons: reasons, explanation: evaluation.explanation)
    }
    guard input.blockers.isEmpty else { return result(.notEntitled, reasons: input.blockers) }
    switch evaluation.outcome {
    case .no: return result(.notEntitled)
    case .unknown(let missing): return result(.awaitingEvidence, missing: missing)
    case .yes where !provision.version.isAutomatic: return result(.proposed)
    case .yes where !input.consented: return result(.proposed, reasons: [.consentMissing])
    case .yes: return result(.granted)
    }
  }
}
