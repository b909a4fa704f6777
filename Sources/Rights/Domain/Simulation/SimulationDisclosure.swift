package import Disclosure

/// The figures of a simulation as they are released: small groups are withheld, by the rules of the module `Disclosure`.
///
/// Nothing is hidden from someone who subtracts two simulations of nearly the same people or drafts.
package struct SimulationDisclosure: Sendable, Equatable {
  /// The figures of one municipality, or of several together.
  package typealias Row = MergedRelease<SimulationCounts>.Row

  /// The figures of a protected group (beschermde groep).
  package struct Group: Sendable, Equatable {
    /// The group.
    package let group: ProtectedGroup
    /// The figures; nil if they are withheld.
    package let counts: SimulationReport.Group?
    /// Whether anyone in the group loses, however few they are.
    package let anyLoses: Bool
  }

  /// The rows by municipality, in the order of the codes, several municipalities together last.
  package let rows: [Row]
  /// The total.
  package let total: Row
  /// Every protected group.
  package let groups: [Group]

  /// Decides what is released. The same report always gives the same release.
  package init(_ report: SimulationReport) {
    let release = MergedRelease(report.rows)
    let whole = report.total
    rows = release.rows
    total = release.total
    groups = ProtectedGroup.allCases.map { group in
      let found = report.groups[group] ?? SimulationReport.Group()
      let isReleased =
        release.total.counts != nil
        && SmallCountRule.groups.allows(part: [found.gaining, found.losing], of: [whole.gaining, whole.losing])
      return Group(group: group, counts: isReleased ? found : nil, anyLoses: found.losing > 0)
    }
  }

  /// Whether anyone of a protected group loses.
  package var protectedLose: Bool { groups.contains(where: \.anyLoses) }
}

extension SimulationCounts: MergeableFigures {
  /// The care situations by outcome, and the rights before, after and between, with those of unknown amounts apart.
  package var revealedCounts: [Int64] {
    [
      gaining, losing, unchanged, undetermined,
      before.rights, after.rights, after.rights - before.rights,
      before.unknownAmounts, after.unknownAmounts, after.unknownAmounts - before.unknownAmounts,
      before.rights - before.unknownAmounts, after.rights - after.unknownAmounts, before.paid, after.paid,
    ]
  }

  /// The number of care situations or of holders of rights, whichever is largest.
  package var size: Int64 { max(careSituations, before.rights, after.rights) }
}
