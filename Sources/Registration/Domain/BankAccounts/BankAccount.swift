package import CareTypes

/// The bank account to which a person is paid (rekening).
package struct BankAccount: Sendable, Hashable {
  /// The most characters of the name of an account holder, as banks take them.
  package static let mostHolderCharacters = 70

  /// Its number.
  package let iban: IBAN
  /// In whose name it is, when that is not the person; nil for the person.
  package let holder: String?
  /// The days on which it counts.
  package let days: DayRange

  /// A bank account.
  package init(iban: IBAN, holder: String?, days: DayRange) {
    self.iban = iban
    self.holder = holder
    self.days = days
  }
}
