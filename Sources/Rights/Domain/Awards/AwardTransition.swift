/// The one table of what may happen to an award, and where it then stands.
package enum AwardTransition {
  /// Where an award may stand before a kind of step (nil: nobody has any claim to it yet), and where it stands afterwards.
  package struct Row: Sendable {
    /// The states before.
    package let from: Set<AwardState?>
    /// The state after.
    package let to: Target

    fileprivate init(_ from: Set<AwardState?>, _ to: Target) {
      self.from = from
      self.to = to
    }
  }

  /// Where an award stands after a step.
  package enum Target: Sendable {
    /// In a state.
    case state(AwardState)
    /// Where it stood.
    case unchanged
    /// Nowhere: nobody has any claim to it any more.
    case none
  }

  /// The table.
  package static func row(of kind: AwardStep.Kind) -> Row {
    switch kind {
    case .proposed: Row([nil, .awaitingEvidence, .ended], .state(.proposed))
    case .lapsed: Row([.proposed, .awaitingEvidence], .none)
    case .evidenceMissing: Row([nil, .proposed, .appliedFor, .ended], .state(.awaitingEvidence))
    case .applied: Row([nil, .proposed, .awaitingEvidence, .refused, .ended], .state(.appliedFor))
    case .signed: Row([.appliedFor, .awaitingEvidence], .unchanged)
    case .submitted: Row([.appliedFor, .awaitingEvidence], .state(.awaitingRatification))
    case .granted:
      Row([nil, .proposed, .appliedFor, .awaitingEvidence, .awaitingRatification, .ended], .state(.granted))
    case .backdated: Row([.granted], .unchanged)
    case .reinstated: Row([nil, .proposed, .awaitingEvidence, .ended], .state(.granted))
    case .refused: Row([.appliedFor, .awaitingEvidence, .awaitingRatification], .state(.refused))
    case .suspended: Row([.granted], .state(.suspended))
    case .resumed: Row([.suspended], .state(.granted))
    case .used: Row([.granted], .unchanged)
    case .exhausted: Row([.granted], .state(.exhausted))
    case .renewed: Row([.granted, .suspended], .unchanged)
    case .objected: Row([.refused, .ended], .unchanged)
    case .overruled: Row([.refused], .state(.granted))
    case .ended:
      Row(
        [
          .proposed, .appliedFor, .awaitingEvidence, .awaitingRatification, .granted, .suspended, .exhausted,
        ],
        .state(.ended)
      )
    }
  }

  /// Whether a kind of step is possible.
  package static func allows(_ kind: AwardStep.Kind, from state: AwardState?) -> Bool {
    row(of: kind).from.contains(state)
  }

  /// Where an award stands after a step that is possible.
  package static func state(after kind: AwardStep.Kind, from state: AwardState?) -> AwardState? {
    switch row(of: kind).to {
    case .state(let state): state
    case .unchanged: state
    case .none: nil
    }
  }
}
