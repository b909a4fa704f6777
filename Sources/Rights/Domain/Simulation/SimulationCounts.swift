/// How many care situations gain and lose by a change of the law and what it costs, for one municipality or for all.
package struct SimulationCounts: Sendable, Hashable {
  /// Care situations that gain.
  package var gaining: Int64 = 0
  /// Care situations that lose.
  package var losing: Int64 = 0
  /// Care situations that get the same.
  package var unchanged: Int64 = 0
  /// Care situations for which that is not known.
  package var undetermined: Int64 = 0
  /// The rights before.
  package var before = SimulationCost()
  /// The rights after.
  package var after = SimulationCost()

  /// No care situations.
  package init() {}

  /// The number of care situations.
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

  /// Adds the counts of other care situations.
  package mutating func add(_ others: SimulationCounts) {
    gaining += others.gaining
    losing += others.losing
    unchanged += others.unchanged
    undetermined += others.undetermined
    before.add(others.before)
    after.add(others.after)
  }
}
