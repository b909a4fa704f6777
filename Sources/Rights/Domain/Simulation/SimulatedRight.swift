/// What one provision comes to for one care situation, before or after a change of the law.
package struct SimulatedRight: Sendable, Hashable {
  /// Whether it is held.
  package enum Standing: Sendable, Hashable {
    /// Granted or proposed: consent changes how a right comes, not whether it is there.
    case held
    /// It waits for evidence, or is undecided: it may turn out to be held or not.
    case open
    /// It is not held, does not apply, or is not in force.
    case notHeld
  }

  /// What it pays a year once it is held.
  package enum YearlyAmount: Sendable, Hashable {
    /// It is no money.
    case none
    /// So many euro cents.
    case told(Int64)
    /// Money, but it is not told how much; the most that it can be, when that is told.
    case untold(atMost: Int64?)
  }

  /// Whether it is held.
  package var standing: Standing
  /// What it pays, if it is held or may turn out to be.
  package var amount: YearlyAmount

  /// A right as it stands.
  package init(_ standing: Standing, _ amount: YearlyAmount = .none) {
    self.standing = standing
    self.amount = amount
  }

  /// Not held.
  package static let notHeld = SimulatedRight(.notHeld)
}
