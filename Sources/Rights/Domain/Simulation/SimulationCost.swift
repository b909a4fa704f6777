/// The rights that are held on one side of a change, and what they cost a year.
package struct SimulationCost: Sendable, Hashable {
  /// The number of rights held.
  package var rights: Int64 = 0
  /// Euro cents a year of the rights whose amount is known.
  package var cents: Int64 = 0
  /// The number of rights whose amount is not known.
  package var unknownAmounts: Int64 = 0
  /// The number of rights that `cents` is the sum of.
  package var paid: Int64 = 0

  /// No rights.
  package init() {}

  /// Counts a right, if it is held.
  package mutating func count(_ right: SimulatedRight) {
    guard right.status == .held else { return }
    rights += 1
    switch right.amount {
    case .none: break
    case .known(let yearly):
      cents = cents.addingSaturated(yearly)
      if yearly > 0 { paid += 1 }
    case .unknown: unknownAmounts += 1
    }
  }

  /// Adds the cost of other care situations.
  package mutating func add(_ others: SimulationCost) {
    rights += others.rights
    cents = cents.addingSaturated(others.cents)
    unknownAmounts += others.unknownAmounts
    paid += others.paid
  }
}
