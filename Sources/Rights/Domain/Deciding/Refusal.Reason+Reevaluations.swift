package import ServiceCore

/// The reasons that only re-evaluations give.
extension Refusal.Reason {
  /// The re-evaluation is done.
  package static let reevaluationEnded = Refusal.Reason("REEVALUATION_ENDED", .failedPrecondition)
}
