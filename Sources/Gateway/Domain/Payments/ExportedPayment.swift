package import CareTypes

/// A payment of a run that is exported. It is in memory only as long as the export is made.
package struct ExportedPayment: Sendable {
  /// The id of the line, by which the bank tells what became of it.
  package let id: String
  /// Resource name of the award.
  package let award: String
  /// In whose name the account is.
  package let holder: String
  /// The number of the account.
  package let iban: String
  /// The amount, in euro cents.
  package let cents: Int64
  /// The first day of the period.
  package let firstDay: CalendarDate
  /// The last day of the period.
  package let lastDay: CalendarDate

  /// A payment.
  package init(
    id: String,
    award: String,
    holder: String,
    iban: String,
    cents: Int64,
    firstDay: CalendarDate,
    lastDay: CalendarDate
  ) {
    self.id = id
    self.award = award
    self.holder = holder
    self.iban = iban
    self.cents = cents
    self.firstDay = firstDay
    self.lastDay = lastDay
  }

  /// What the payee reads on the statement of account: the provision and the period.
  package var communication: String {
    let provision = award.split(separator: "/").last.map(String.init) ?? ""
    let period = firstDay == lastDay ? firstDay.isoText : "\(firstDay.isoText) - \(lastDay.isoText)"
    return "\(provision) \(period)"
  }

  /// The amount in euros with two decimals.
  ///
  /// - Parameter mark: The decimal mark.
  package static func euros(_ cents: Int64, mark: String) -> String {
    let (euros, rest) = cents.magnitude.quotientAndRemainder(dividingBy: 100)
    return "\(cents < 0 ? "-" : "")\(euros)\(mark)\(rest < 10 ? "0" : "")\(rest)"
  }
}
