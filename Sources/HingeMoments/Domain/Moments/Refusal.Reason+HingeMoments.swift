package import ServiceCore

/// The reasons that only HingeMoments gives.
extension Refusal.Reason {
  /// The moment that a report corrects was corrected before.
  package static let momentCorrected = Refusal.Reason("MOMENT_CORRECTED", .failedPrecondition)
}
