package import ServiceCore

/// The reasons that only the gateway gives.
extension Refusal.Reason {
  /// No credentials, or credentials that belong to no client.
  package static let unauthenticated = Refusal.Reason("UNAUTHENTICATED", .unauthenticated)
  /// The client asked about too many numbers that did not fit, or that nobody in its scope has.
  package static let tooManyMismatches = Refusal.Reason("TOO_MANY_MISMATCHES", .resourceExhausted)
  /// The municipality where the person lives has not confirmed the record that another one made.
  package static let personUnconfirmed = Refusal.Reason("PERSON_UNCONFIRMED", .failedPrecondition)
  /// The processing of the person's data is restricted (GDPR, article 18).
  package static let personRestricted = Refusal.Reason("PERSON_RESTRICTED", .failedPrecondition)
}
