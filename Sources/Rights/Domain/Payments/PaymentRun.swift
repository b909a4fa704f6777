package import CareTypes

/// A run of payments (betaalronde).
package struct PaymentRun: Sendable, Hashable {
  /// Where a run stands. The raw values are stored.
  package enum State: String, Sendable, Hashable, CaseIterable {
    /// Frozen, not exported yet.
    case prepared
    /// Exported.
    case exported
    /// Cancelled.
    case cancelled
  }

  /// The sums of its lines.
  package struct Sums: Sendable, Hashable {
    /// The number of lines.
    package var lines: Int64 = 0
    /// How many lines are to be paid, exported or paid.
    package var payable: Int64 = 0
    /// The sum of those lines, in euro cents.
    package var payableCents: Int64 = 0
    /// What was paid too much, in euro cents.
    package var overpaidCents: Int64 = 0
    /// How many lines wait, are refused or came back.
    package var unpaid: Int64 = 0

    /// No lines.
    package init() {}

    /// Counts lines that are alike.
    package mutating func add(_ count: Int64, _ kind: PaymentLine.Kind, _ state: PaymentLine.State, cents: Int64) {
      lines += count
      switch state {
      case .toPay, .exported, .paid:
        if kind == .correction { return }
        payable += count
        payableCents = payableCents.addingSaturated(cents)
      case .told: overpaidCents = overpaidCents.addingSaturated(cents)
      case .returned, .withoutAccount, .budgetSpent, .amountUnknown, .prorationUnknown: unpaid += count
      case .settled, .cancelled: break
      }
    }
  }

  /// The id.
  package let id: OpaqueID
  /// Who pays.
  package let municipality: NISCode
  /// Resource name of the one provision that it is about; nil for all.
  package let provision: String?
  /// The first day of the periods that were asked for, in days since 1970-01-01.
  package let firstDay: Int
  /// The last day.
  package let lastDay: Int
  /// Where it stands.
  package let state: State
  /// When it was made.
  package let prepared: Instant
  /// When it was first exported; nil while it is not.
  package let exported: Instant?
  /// The sums of its lines.
  package let sums: Sums

  /// A run.
  package init(
    id: OpaqueID,
    municipality: NISCode,
    provision: String?,
    firstDay: Int,
    lastDay: Int,
    state: State,
    prepared: Instant,
    exported: Instant?,
    sums: Sums
  ) {
    self.id = id
    self.municipality = municipality
    self.provision = provision
    self.firstDay = firstDay
    self.lastDay = lastDay
    self.state = state
    self.prepared = prepared
    self.exported = exported
    self.sums = sums
  }
}
