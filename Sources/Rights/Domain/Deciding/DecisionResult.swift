/// A decision with what belongs to its outcome (beslissing).
package struct DecisionResult: Sendable, Hashable {
  /// The outcome.
  package var outcome: DecisionOutcome
  /// With `awaitingEvidence`: the names of exactly the facts that could still decide it.
  package var missing: [String] = []
  /// Reasons outside the condition.
  package var reasons: [DecisionReason] = []
  /// Names of the provisions that apply as well and cannot be held beside this one.
  package var contradicts: [String] = []
  /// Names of the provisions that are held already and prove a part of the condition.
  package var provenBy: [String] = []
  /// The amount of each payment, in euro cents; nil when the provision is no money, or the amount is not known.
  package var amountCents: Int64?
  /// Differs when the explanation differs: a hash of the result of each part of the condition and the values used.
  package var explanationFingerprint: UInt64 = 0

  /// A result.
  package init(
    outcome: DecisionOutcome,
    missing: [String] = [],
    reasons: [DecisionReason] = [],
    contradicts: [String] = [],
    provenBy: [String] = [],
    amountCents: Int64? = nil,
    explanationFingerprint: UInt64 = 0
  ) {
    self.outcome = outcome
    self.missing = missing
    self.reasons = reasons
    self.contradicts = contradicts
    self.provenBy = provenBy
    self.amountCents = amountCents
    self.explanationFingerprint = explanationFingerprint
  }

  /// The end of a decision on a provision that no longer applies to these people.
  package static func ended(_ reasons: [DecisionReason]) -> DecisionResult {
    DecisionResult(outcome: .notEntitled, reasons: reasons)
  }

  /// The result for a version that cannot be compiled.
  package static let unreadable = DecisionResult(outcome: .undecided, reasons: [.unreadable])
}
