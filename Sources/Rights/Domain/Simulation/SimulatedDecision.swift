/// The decision on one provision for one care situation in a simulation. It is not stored.
package struct SimulatedDecision: Sendable, Hashable {
  /// The decision.
  package var result: DecisionResult
  /// The amount that it pays in a year if it is held, or may turn out to be.
  package var amount = SimulatedRight.YearlyAmount.none

  /// The right that follows from it.
  package var right: SimulatedRight {
    switch result.outcome {
    case .granted, .proposed: SimulatedRight(.held, amount)
    case .awaitingEvidence, .undecided: SimulatedRight(.open, amount)
    case .notEntitled: .notHeld
    }
  }

  /// Whether another decision has the same outcome for the same causes.
  func isAlike(_ other: SimulatedDecision) -> Bool {
    result.outcome == other.result.outcome && result.missing == other.result.missing
      && result.contradicts == other.result.contradicts
  }
}
