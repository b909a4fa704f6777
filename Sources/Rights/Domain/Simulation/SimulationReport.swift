package import CareTypes

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
