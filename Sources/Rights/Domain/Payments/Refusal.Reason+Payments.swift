package import ServiceCore

/// The reasons that only payments give.
extension Refusal.Reason {
  /// Nothing is due that is not in a run already.
  package static let nothingDue = Refusal.Reason("NOTHING_DUE", .failedPrecondition)
  /// The run or the line is in a state in which this cannot be done.
  package static let paymentState = Refusal.Reason("PAYMENT_STATE", .failedPrecondition)
  /// Nobody who is to be paid has an account, or someone who was to be paid before has none any more.
  package static let noBankAccount = Refusal.Reason("NO_BANK_ACCOUNT", .failedPrecondition)
}
