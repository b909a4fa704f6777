/// The right that one provision gives in one care situation, before or after a change of the law.
package struct SimulatedRight: Sendable, Hashable {
  /// Whether a right is held.
  package enum Status: Sendable, Hashable {
    /// Granted or proposed. Whether the person consents changes how they get the right, not whether they have it.
    case held
    /// Awaiting evidence or undecided: it may turn out to be held or not.
    case open
    /// Not held, not applicable, or not in force.
    case notHeld
  }

  /// The amount that a held right pays in a year.
  package enum YearlyAmount: Sendable, Hashable {
    /// The right is no money.
    case none
    /// The amount in euro cents.
    case known(Int64)
    /// An amount that is not known; with its upper limit in euro cents, nil when there is none.
    case unknown(atMost: Int64?)
  }

  /// Whether it is held.
  package var status: Status
  /// The amount that it pays if it is held, or may turn out to be.
  package var amount: YearlyAmount

  /// A right.
  package init(_ status: Status, _ amount: YearlyAmount = .none) {
    self.status = status
    self.amount = amount
  }

  /// A right that is not held.
  package static let notHeld = SimulatedRight(.notHeld)
}
