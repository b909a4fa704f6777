/// What was decided, and why (beslissing).
package struct DecisionResult: Sendable, Hashable {
  /// The outcome.
  package var outcome: DecisionOutcome
  /// With `awaitingEvidence`: exactly what could still decide it.
  package var missing: [String] = []
  /// What bore on it besides the condition.
  package var reasons: [DecisionReason] = []
  /// Names of the provisions that apply as well and cannot be held beside it.
  package var contradicts: [String] = []
  /// Names of the provisions that are held already and stood for a part of the condition.
  package var provenBy: [String] = []
  /// What it pays each time, in euro cents; nothing when it is no money, or is not known.
  package var amountCents: Int64?
  /// Tells apart explanations: what each part of the condition came to, over which values.
  package var explanationMark: UInt64 = 0

  /// The end of a decision on a provision that no longer holds for these people.
  static func ended(_ reasons: [DecisionReason]) -> DecisionResult {
    DecisionResult(outcome: .notEntitled, reasons: reasons)
  }
}
