/// What the rules decide on one provision for one care situation, without storing it.
package struct SimulatedDecision: Sendable, Hashable {
  /// What comes out.
  package var result: DecisionResult
  /// What it pays a year, if it is held or may turn out to be.
  package var amount = SimulatedRight.YearlyAmount.none

  /// What it comes to.
  package var right: SimulatedRight {
    switch result.outcome {
    case .granted, .proposed: SimulatedRight(.held, amount)
    case .awaitingEvidence, .undecided: SimulatedRight(.open, amount)
    case .notEntitled: .notHeld
    }
  }

  /// Whether another is decided alike, and for the same causes.
  func isAlike(_ other: SimulatedDecision) -> Bool {
    result.outcome == other.result.outcome && result.missing == other.result.missing
      && result.contradicts == other.result.contradicts
  }
}
