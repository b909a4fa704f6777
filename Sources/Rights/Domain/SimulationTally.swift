package import CareTypes

/// Who gains and loses by a change of the law, and what it costs: of a municipality, or of all.
package struct SimulationCounts: Sendable, Hashable {
  /// Care situations that gain.
  package var gaining: Int64 = 0
  /// Care situations that lose.
  package var losing: Int64 = 0
  /// Care situations that get the same.
  package var unchanged: Int64 = 0
  /// Care situations of which it cannot be told.
  package var undetermined: Int64 = 0
  /// Before.
  package var before = SimulationCost()
  /// After.
  package var after = SimulationCost()

  /// Nothing yet.
  package init() {}

  /// Care situations.
  package var careSituations: Int64 { gaining + losing + unchanged + undetermined }

  /// Counts a care situation.
  package mutating func count(_ verdict: SimulationVerdict) {
    switch verdict {
    case .gaining: gaining += 1
    case .losing: losing += 1
    case .unchanged: unchanged += 1
    case .undetermined: undetermined += 1
    }
  }

  /// Adds the counts of others.
  package mutating func add(_ others: SimulationCounts) {
    gaining += others.gaining
    losing += others.losing
    unchanged += others.unchanged
    undetermined += others.undetermined
    before.add(others.before)
    after.add(others.after)
  }
}

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

/// What a simulation found, exact to the single person: never told as it is.
package struct SimulationReport: Sendable, Equatable {
  /// Who gains and loses of a protected group.
  package struct Group: Sendable, Hashable {
    /// Those who gain.
    package var gaining: Int64 = 0
    /// Those who lose.
    package var losing: Int64 = 0
  }

  /// By municipality of the beneficiary.
  package var rows: [NISCode: SimulationCounts] = [:]
  /// By protected group.
  package var groups: [ProtectedGroup: Group] = [:]

  /// Nothing yet.
  package init() {}

  /// Everything together.
  package var total: SimulationCounts {
    rows.values.reduce(into: SimulationCounts()) { $0.add($1) }
  }

  /// Counts a care situation in a municipality, and in the groups that it belongs to.
  package mutating func count(_ verdict: SimulationVerdict, in municipality: NISCode, _ members: [ProtectedGroup]) {
    rows[municipality, default: SimulationCounts()].count(verdict)
    guard verdict == .gaining || verdict == .losing else { return }
    for group in members {
      groups[group, default: Group()].gaining += verdict == .gaining ? 1 : 0
      groups[group, default: Group()].losing += verdict == .losing ? 1 : 0
    }
  }

  /// Adds what another found over other care situations.
  package mutating func add(_ other: SimulationReport) {
    for (code, counts) in other.rows { rows[code, default: SimulationCounts()].add(counts) }
    for (group, found) in other.groups {
      groups[group, default: Group()].gaining += found.gaining
      groups[group, default: Group()].losing += found.losing
    }
  }
}
