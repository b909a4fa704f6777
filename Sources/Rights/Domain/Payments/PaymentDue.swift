package import CareTypes

/// What is due for an award and a period (verschuldigd bedrag).
package struct PaymentDue: Sendable, Hashable {
  /// How much is due in all.
  package enum Amount: Sendable, Hashable {
    /// Euro cents.
    case known(Int64)
    /// The amount is not known.
    case unknown
    /// The regulation does not say how to prorate.
    case prorationUnknown
  }

  /// The award.
  package let award: AwardKey
  /// The beneficiary.
  package let beneficiary: OpaqueID
  /// Who is paid.
  package let payee: OpaqueID
  /// The period, in days since 1970-01-01.
  package let period: ClosedRange<Int>
  /// Whether it is paid once, on whatever day it turns out to be due.
  package let isOnce: Bool
  /// The first day for which the award was ever granted.
  package let heldSince: Int
  /// The days of the period on which it is held.
  package let heldDays: Int
  /// What the whole period pays, in euro cents; nil when it is not known.
  package let fullCents: Int64?
  /// How much is due.
  package let amount: Amount

  /// What is due.
  package init(
    award: AwardKey,
    beneficiary: OpaqueID,
    payee: OpaqueID,
    period: ClosedRange<Int>,
    isOnce: Bool,
    heldSince: Int,
    heldDays: Int,
    fullCents: Int64?,
    amount: Amount
  ) {
    self.award = award
    self.beneficiary = beneficiary
    self.payee = payee
    self.period = period
    self.isOnce = isOnce
    self.heldSince = heldSince
    self.heldDays = heldDays
    self.fullCents = fullCents
    self.amount = amount
  }

  /// The days of which earlier payments are for the same.
  package var paidDays: ClosedRange<Int> { isOnce ? 0...Self.lastDay : period }

  /// Later than any day that a calendar date can be.
  private static let lastDay = 100_000

  /// What is due in all, in euro cents; nil when it is not known.
  package var cents: Int64? { if case .known(let cents) = amount { cents } else { nil } }
}
