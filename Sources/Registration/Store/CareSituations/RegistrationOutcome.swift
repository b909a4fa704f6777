import RegistrationDomain

/// What came of a registration.
package enum RegistrationOutcome: Codable, Sendable, Hashable {
  /// A care situation.
  case registered(RegistrationReceipt)
  /// A draft on a work list, because the details of a person do not fit the number.
  case drafted(DraftReceipt)
}
