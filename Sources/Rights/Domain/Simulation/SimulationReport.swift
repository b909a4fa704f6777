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
  /// Rights of people in several care situations, which `settle` counts.
  private var shared = SharedRights()

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

  /// Counts a right that is held before or after the change.
  ///
  /// - Parameter key: Whose right it is, when the person may hold it by other care situations as well. It is counted once for
  ///   all of them, by `settle`; nil: it is counted at once.
  mutating func count(_ right: SimulatedRight, isAfter: Bool, sharedAs key: SharedRights.Key?, in home: NISCode) {
    guard right.status == .held else { return }
    if let key { shared.add(right, of: key, in: home) } else { count(right, isAfter: isAfter, in: home) }
  }

  /// Counts each right of people in several care situations once. It is done when all care situations were counted.
  package mutating func settle() {
    var settled = shared
    shared = SharedRights()
    settled.settle { right, home, isAfter in count(right, isAfter: isAfter, in: home) }
  }

  private mutating func count(_ right: SimulatedRight, isAfter: Bool, in home: NISCode) {
    let side = isAfter ? \SimulationCounts.after : \SimulationCounts.before
    rows[home, default: SimulationCounts()][keyPath: side].count(right)
  }

  /// Adds the report of other care situations.
  package mutating func add(_ other: SimulationReport) {
    shared.add(other.shared)
    for (code, counts) in other.rows { rows[code, default: SimulationCounts()].add(counts) }
    for (group, found) in other.groups {
      groups[group, default: Group()].gaining += found.gaining
      groups[group, default: Group()].losing += found.losing
    }
  }
}
