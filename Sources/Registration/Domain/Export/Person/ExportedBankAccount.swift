import CareTypes

/// A bank account, as an export shows it.
package struct ExportedBankAccount: Encodable, Sendable {
  /// The number.
  package let iban: String
  /// In whose name it is; nil for the person.
  package let accountHolder: String?
  /// The first day on which it counts.
  package let fromDate: String?
  /// The last day; nil while no end is known.
  package let untilDate: String?
  /// When it was recorded.
  package let recordTime: String

  /// An account with the time at which it was recorded.
  package init(_ account: BankAccount, _ recordTime: String) {
    func text(_ day: Int?) -> String? { day.flatMap { try? CalendarDate(daysSinceEpoch: $0) }?.isoText }
    iban = account.iban.compact
    accountHolder = account.holder
    fromDate = text(account.days.from)
    untilDate = text(account.days.until)
    self.recordTime = recordTime
  }
}
