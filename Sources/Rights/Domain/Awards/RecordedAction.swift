package import CareTypes

/// What someone recorded about an award, with who did so and when.
package struct RecordedAction: Sendable, Hashable {
  /// What was recorded.
  package let action: AwardAction
  /// The client that recorded it.
  package let actor: String
  /// When it was recorded.
  package let recorded: Instant
  /// The place in the order of all decisions of the last one before it, as in `AwardOutcome.place`.
  package let decisionsBefore: Int64

  /// A recorded action.
  package init(action: AwardAction, actor: String, recorded: Instant, decisionsBefore: Int64) {
    self.action = action
    self.actor = actor
    self.recorded = recorded
    self.decisionsBefore = decisionsBefore
  }
}
