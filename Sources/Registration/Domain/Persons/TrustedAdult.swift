package import CareTypes

/// An adult whom a caregiver under 18 trusts, and who agreed to be reached for them (vertrouwenspersoon).
package struct TrustedAdult: Sendable, Hashable, Codable {
  /// Name.
  package let displayName: String
  /// What they are to the young caregiver; may be empty.
  package let relation: String
  /// Telephone number in E.164; empty: none.
  package let phone: String
  /// E-mail address; empty: none.
  package let email: String

  /// A trusted adult.
  package init(displayName: String, relation: String, phone: PhoneNumber?, email: EmailAddress?) {
    self.displayName = displayName
    self.relation = relation
    self.phone = phone?.e164 ?? ""
    self.email = email?.address ?? ""
  }
}
