package import CareTypes

/// The exact result of a simulation. It may reveal single people, so clients get only what `SimulationDisclosure` leaves.
package struct SimulationReport: Sendable, Equatable {
  /// How many of a protected group gain and lose.
  package struct Group: Sendable, Hashable {
    /// Care situations that gain.
    package var gaining: Int64 = 0
    /// Care situations that lose.
    package var losing: Int64 = 0
  }

  /// By municipality of the beneficiary.
  package var rows: [NISCode: SimulationCounts] = [:]
  /// By protected group.
  package var groups: [ProtectedGroup: Group] = [:]

  /// A report over no care situations.
  package init() {}

  /// The counts of all municipalities together.
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

  /// Adds the report of other care situations.
  package mutating func add(_ other: SimulationReport) {
    for (code, counts) in other.rows { rows[code, default: SimulationCounts()].add(counts) }
    for (group, found) in other.groups {
      groups[group, default: Group()].gaining += found.gaining
      groups[group, default: Group()].losing += found.losing
    }
  }
}
