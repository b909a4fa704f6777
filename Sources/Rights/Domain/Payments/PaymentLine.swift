package import CareTypes

/// A line of a payment run (betaallijn).
package struct PaymentLine: Sendable {
  /// What a line is. The raw values are stored.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    /// What is due for a period.
    case ordinary
    /// What is due beyond what was paid for the period before.
    case supplement
    /// What was paid too much. Nothing is paid or claimed by it.
    case overpaid
    /// A correction of what was paid too much, with a negative amount.
    case correction
  }

  /// Where a line stands. The raw values are stored.
  package enum State: String, Sendable, Hashable, CaseIterable {
    /// To be paid by the run.
    case toPay = "to_pay"
    /// Exported to the bank.
    case exported
    /// Paid. Of a correction: given back or set off.
    case paid
    /// Came back: due again.
    case returned
    /// Not exported, because the payee has no account: due again.
    case withoutAccount = "without_account"
    /// Refused, because the budget of the year is spent.
    case budgetSpent = "budget_spent"
    /// Not paid, because the amount is not known.
    case amountUnknown = "amount_unknown"
    /// Not paid, because the regulation does not say how to prorate.
    case prorationUnknown = "proration_unknown"
    /// Tells of what was paid too much.
    case told
    /// Tells of what was paid too much, and no longer is.
    case settled
    /// Cancelled with its run.
    case cancelled

    /// Whether it is not paid for a reason that lies with the regulation or the budget, and may change.
    package var isWaiting: Bool { self == .amountUnknown || self == .prorationUnknown || self == .budgetSpent }
  }

  /// The id, which is also the end-to-end id of the payment.
  package let id: OpaqueID
  /// The id of the run.
  package let run: OpaqueID
  /// What is due.
  package let due: PaymentDue
  /// What it is.
  package let kind: Kind
  /// Where it stands.
  package let state: State
  /// The amount in euro cents; negative for a correction; nil when it is not known.
  package let cents: Int64?
  /// What was paid for the period before, in euro cents.
  package let earlierCents: Int64
  /// The run and the id of the line that it corrects; nil for none.
  package let corrects: (run: OpaqueID, line: OpaqueID)?
  /// Why it came back or is corrected; empty for neither.
  package let reason: String

  /// A line.
  package init(
    id: OpaqueID,
    run: OpaqueID,
    due: PaymentDue,
    kind: Kind,
    state: State,
    cents: Int64?,
    earlierCents: Int64,
    corrects: (run: OpaqueID, line: OpaqueID)? = nil,
    reason: String = ""
  ) {
    self.id = id
    self.run = run
    self.due = due
    self.kind = kind
    self.state = state
    self.cents = cents
    self.earlierCents = earlierCents
    self.corrects = corrects
    self.reason = reason
  }
}
