/// The rights that are held on one side of a change, and what they cost a year.
package struct SimulationCost: Sendable, Hashable {
  /// Rights held.
  package var rights: Int64 = 0
  /// Euro cents a year, as far as the amounts are told.
  package var cents: Int64 = 0
  /// Rights of which the amount is not told.
  package var unknownAmounts: Int64 = 0
  /// Rights that the euro cents stand for.
  package var paid: Int64 = 0

  /// Nothing yet.
  package init() {}

  /// Counts a right, if it is held.
  package mutating func count(_ right: SimulatedRight) {
    guard right.standing == .held else { return }
    rights += 1
    switch right.amount {
    case .none: break
    case .told(let yearly):
      cents = cents.addingSaturated(yearly)
      if yearly > 0 { paid += 1 }
    case .untold: unknownAmounts += 1
    }
  }

  /// Adds others.
  package mutating func add(_ others: SimulationCost) {
    rights += others.rights
    cents = cents.addingSaturated(others.cents)
    unknownAmounts += others.unknownAmounts
    paid += others.paid
  }
}
