package import CareTypes

/// What a municipality has for payments of a year.
package struct PaymentBudget: Sendable, Hashable {
  /// Who pays.
  package let municipality: NISCode
  /// The year.
  package let year: Int
  /// The budget, in euro cents.
  package let cents: Int64
  /// What the runs that are not cancelled pay for periods that end in the year, less corrections, in euro cents.
  package let spentCents: Int64
  /// When it was set.
  package let recorded: Instant

  /// A budget.
  package init(municipality: NISCode, year: Int, cents: Int64, spentCents: Int64, recorded: Instant) {
    self.municipality = municipality
    self.year = year
    self.cents = cents
    self.spentCents = spentCents
    self.recorded = recorded
  }
}
