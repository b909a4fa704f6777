package import CareTypes

/// What a provision gives (tegemoetkoming, verlof, dienst).
package struct Benefit: Sendable, Hashable, Codable {
  /// The amounts of money. The first whose condition is met on a day is paid; earlier indexed amounts have an end date.
  /// Empty when it is no money.
  package var amounts: [BenefitAmount] = []
  /// How often it is paid; nil when the source does not state it.
  package var frequency: Frequency?
  /// The person who is paid; nil when it is no money.
  package var payee: Payee?
  /// How much is paid for a period that is not full; nil when the source does not state it.
  package var proration: Proration?
  /// What it gives in addition to money or instead of it; nil when there is nothing of that kind.
  package var inKind: BilingualText?
  /// Limits on how much of it someone gets.
  package var quotas: [Quota] = []
  /// What the beneficiary pays; nil when that is nothing.
  package var ownContribution: OwnContribution?

  /// The amounts that are valid on a day, in their order.
  package func amounts(on day: Int) -> [BenefitAmount] {
    amounts.filter { DayRange(from: $0.from, until: $0.until).contains(day) }
  }
}
