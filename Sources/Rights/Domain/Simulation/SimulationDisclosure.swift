package import CareTypes

/// What may be told of a simulation: no figure stands for fewer people than the threshold, and none such follows from
/// the others by adding and subtracting.
///
/// **Promise.** Every count of people in a row that is told, and in the total, is 0 or at least the threshold. The rows
/// add up to the total. A municipality with a smaller group stands with others in one row, whose counts keep to the
/// same: so each of its small counts may be any number from 0 to that of the row, which is at least the threshold.
///
/// **Not promised.** Nothing is hidden from one who subtracts two simulations of nearly the same people or drafts, and
/// amounts that differ by municipality may tell apart who shares a row.
package struct SimulationDisclosure: Sendable, Equatable {
  /// A line that is told.
  package struct Row: Sendable, Equatable {
    /// The municipality; nothing for several together.
    package let municipality: NISCode?
    /// For how many municipalities it stands.
    package let municipalityCount: Int
    /// The figures; nothing when they are withheld.
    package let counts: SimulationCounts?
  }

  /// What is told of a protected group.
  package struct Group: Sendable, Equatable {
    /// Which.
    package let group: ProtectedGroup
    /// The figures; nothing when they are withheld.
    package let counts: SimulationReport.Group?
    /// Whether any loses; told however few they are.
    package let anyLoses: Bool
  }

  /// Fewer people than these are not told of.
  package static let threshold: Int64 = 10

  /// By municipality, in the order of the codes; several together come last.
  package let rows: [Row]
  /// The whole.
  package let total: Row
  /// Each protected group.
  package let groups: [Group]

  /// Decides what is told. The same report always gives the same.
  ///
  /// Municipalities that may not be told stand together in one row. As long as it may not be told either, or stands for
  /// one municipality alone, the smallest of the others joins it. When the total may not be told, nothing is.
  package init(_ report: SimulationReport) {
    let whole = report.total
    let isTellable = Self.mayBeTold(whole)
    total = Row(municipality: nil, municipalityCount: report.rows.count, counts: isTellable ? whole : nil)
    rows = isTellable ? Self.rows(of: report.rows) : []
    groups = ProtectedGroup.allCases.map { group in
      let found = report.groups[group] ?? SimulationReport.Group()
      // Whoever is not in the group follows by subtraction from the total.
      let isSafe = [
        found.gaining, found.losing, whole.gaining - found.gaining, whole.losing - found.losing,
      ].allSatisfy(Self.isLarge)
      return Group(group: group, counts: isTellable && isSafe ? found : nil, anyLoses: found.losing > 0)
    }
  }

  /// Whether anyone of a protected group loses.
  package var protectedLose: Bool { groups.contains(where: \.anyLoses) }

  private static func rows(of all: [NISCode: SimulationCounts]) -> [Row] {
    var told = all.filter { mayBeTold($0.value) }
    var together = Set(all.keys).subtracting(told.keys)
    var sum = together.reduce(into: SimulationCounts()) { sum, code in all[code].map { sum.add($0) } }
    if !together.isEmpty {
      var smallest = told.sorted { ($0.value.size, $0.key) > ($1.value.size, $1.key) }
      while together.count < 2 || !mayBeTold(sum), let next = smallest.popLast() {
        told[next.key] = nil
        together.insert(next.key)
        sum.add(next.value)
      }
    }
    let alone = told.sorted { $0.key < $1.key }
      .map { Row(municipality: $0.key, municipalityCount: 1, counts: $0.value) }
    return together.isEmpty
      ? alone : alone + [Row(municipality: nil, municipalityCount: together.count, counts: sum)]
  }

  /// Whether every group of people in these figures is large enough, or empty.
  static func mayBeTold(_ counts: SimulationCounts) -> Bool {
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
  /// How many people it speaks of, care situations or holders.
  fileprivate var size: Int64 { max(careSituations, before.rights, after.rights) }
}
