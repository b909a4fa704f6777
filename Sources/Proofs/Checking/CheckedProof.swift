package import CareTypes

/// What a proof says that was accepted.
package struct CheckedProof: Sendable, Hashable {
  /// What it proves.
  package enum Kind: Sendable, Hashable {
    /// That someone is a caregiver, by a code.
    case card
    /// The same, by a credential.
    case credential
    /// What an attest says.
    case attest(Attest)
  }

  /// What it proves.
  package let kind: Kind
  /// The address that names the registry.
  package let issuer: String
  /// Given names; nil when they were not shown.
  package let givenNames: String?
  /// Family name; nil when it was not shown.
  package let familyName: String?
  /// Birth date; nil when it was not shown.
  package let birthDate: CalendarDate?
  /// The last day on which it is valid.
  package let validUntil: CalendarDate
}
