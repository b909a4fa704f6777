package import ServiceCore

/// The reasons that only cards and attests give.
extension Refusal.Reason {
  /// No recognition is held for a card, or no care is registered for an attest.
  package static let nothingToProve = Refusal.Reason("NOTHING_TO_PROVE", .failedPrecondition)
}
