package import CareTypes

/// Someone who can be paid, with what a bank needs.
package struct PayableAccount: Sendable, Hashable {
  /// The id by which the person was asked about.
  package let person: OpaqueID
  /// In whose name the account is.
  package let holder: String
  /// Its number.
  package let iban: IBAN

  /// A payable account.
  package init(person: OpaqueID, holder: String, iban: IBAN) {
    self.person = person
    self.holder = holder
    self.iban = iban
  }
}
