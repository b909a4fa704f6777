package import CareTypes

/// The part of a simulation's result that clients may see. No figure is about fewer people than the threshold, and no
/// such figure can be worked out from the others by adding and subtracting.
///
/// **Promise.** Every count of people in a row, and in the total, is 0 or at least the threshold. The rows add up to the
/// total. A municipality with a smaller group is combined with others in one row that meets the same rule, so that each
/// of its small counts may be any number from 0 to that of the row.
///
/// **Not promised.** Someone who subtracts two simulations of nearly the same people or drafts may learn small figures, and
/// amounts that differ by municipality may reveal parts of a combined row.
package struct SimulationDisclosure: Sendable, Equatable {
  /// A row of the result.
  package struct Row: Sendable, Equatable {
    /// The municipality; nil for several municipalities together, and for the total.
    package let municipality: NISCode?
    /// The number of municipalities in the row.
    package let municipalityCount: Int
    /// The figures; nil when they are withheld.
    package let counts: SimulationCounts?
  }

  /// The result for a protected group.
  package struct Group: Sendable, Equatable {
    /// The group.
    package let group: ProtectedGroup
    /// The figures; nil when they are withheld.
    package let counts: SimulationReport.Group?
    /// Whether anyone in it loses. This is disclosed for any number of people.
    package let anyLoses: Bool
  }

  /// The smallest number of people that a figure may be about.
  package static let threshold: Int64 = 10

  /// The rows by municipality in the order of the codes, then the row of several municipalities together.
  package let rows: [Row]
  /// The total.
  package let total: Row
  /// Each protected group.
  package let groups: [Group]

  /// Decides what is disclosed. The same report always gives the same result.
  ///
  /// Municipalities whose figures may not be disclosed are combined in one row. While that row may not be disclosed
  /// either, or holds only one municipality, the smallest of the others is added to it. If the total may not be disclosed,
  /// no rows are.
  package init(_ report: SimulationReport) {
    let whole = report.total
    let isDisclosable = Self.mayBeDisclosed(whole)
    total = Row(municipality: nil, municipalityCount: report.rows.count, counts: isDisclosable ? whole : nil)
    rows = isDisclosable ? Self.rows(of: report.rows) : []
    groups = ProtectedGroup.allCases.map { group in
      let found = report.groups[group] ?? SimulationReport.Group()
      // The figures of those outside the group can be worked out by subtraction from the total.
      let isSafe = [
        found.gaining, found.losing, whole.gaining - found.gaining, whole.losing - found.losing,
      ].allSatisfy(Self.isLarge)
      return Group(group: group, counts: isDisclosable && isSafe ? found : nil, anyLoses: found.losing > 0)
    }
  }

  /// Whether anyone of a protected group loses.
  package var protectedLose: Bool { groups.contains(where: \.anyLoses) }

  private static func rows(of all: [NISCode: SimulationCounts]) -> [Row] {
    var disclosed = all.filter { mayBeDisclosed($0.value) }
    var together = Set(all.keys).subtracting(disclosed.keys)
    var sum = together.reduce(into: SimulationCounts()) { sum, code in all[code].map { sum.add($0) } }
    if !together.isEmpty {
      var smallest = disclosed.sorted { ($0.value.size, $0.key) > ($1.value.size, $1.key) }
      while together.count < 2 || !mayBeDisclosed(sum), let next = smallest.popLast() {
        disclosed[next.key] = nil
        together.insert(next.key)
        sum.add(next.value)
      }
    }
    let alone = disclosed.sorted { $0.key < $1.key }
      .map { Row(municipality: $0.key, municipalityCount: 1, counts: $0.value) }
    return together.isEmpty
      ? alone : alone + [Row(municipality: nil, municipalityCount: together.count, counts: sum)]
  }

  /// Whether every group of people in some figures is empty or large enough.
  static func mayBeDisclosed(_ counts: SimulationCounts) -> Bool {
    let (before, after) = (counts.before, counts.after)
    return [
      counts.gaining, counts.losing, counts.unchanged, counts.undetermined,
      before.rights, after.rights, after.rights - before.rights,
      before.unknownAmounts, after.unknownAmounts, after.unknownAmounts - before.unknownAmounts,
      before.rights - before.unknownAmounts, after.rights - after.unknownAmounts, before.paid, after.paid,
    ].allSatisfy(isLarge)
  }

  private static func isLarge(_ count: Int64) -> Bool { count == 0 || abs(count) >= threshold }
}

extension SimulationCounts {
  /// The largest number of care situations or rights in the counts.
  fileprivate var size: Int64 { max(careSituations, before.rights, after.rights) }
}
