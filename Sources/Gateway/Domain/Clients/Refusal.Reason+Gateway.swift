package import ServiceCore

/// The reasons that only the gateway gives.
extension Refusal.Reason {
  /// No credentials, or credentials that belong to no client.
  package static let unauthenticated = Refusal.Reason("UNAUTHENTICATED", .unauthenticated)
  /// The client asked about too many numbers that did not fit, or that nobody in its scope has.
  package static let tooManyMismatches = Refusal.Reason("TOO_MANY_MISMATCHES", .resourceExhausted)
}
