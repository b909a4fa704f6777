/// Statistical disclosure control by cell suppression (Dutch: onderdrukking van kleine cellen).
///
/// **Promise.** A cell is *small* if its count is under the threshold. Zero is small, because a zero that is
/// shown gives its neighbours away. Then, for a release:
///
/// 1. every small cell, base cell or margin, is withheld;
/// 2. for every small cell there are `threshold + 1` tables of non-negative whole base counts, the true
///    one among them, that agree with *every* shown cell and give the small cell as many different
///    values, without gaps.
///
/// So someone who adds, subtracts and bounds all shown cells of all views together, knowing that counts are
/// whole and not negative, cannot find out the value of a small cell, nor confine it to `threshold` values.
/// Nor can anyone derive the count of *any* group of fewer than `threshold` people, whichever base cells it
/// is made of: each of these cells would be small, and confined to the values from zero to the group's
/// count. Hence no two shown figures differ by so few people.
///
/// The second point is proved for each release: the search in ``SuppressionPlan`` writes the tables down,
/// and ``audit(_:of:)`` checks them cell by cell before anything is shown.
///
/// **Not promised.** Nothing is hidden from someone who knows other figures about the same people: keep one
/// release per cube and period, and make no second one of overlapping areas or slightly later data. A
/// person who is counted can subtract themselves. And which cells are withheld is itself a (slight) clue
/// for someone who runs this very method on every table that remains possible.
///
/// The method is the hypercube method of cell suppression (Repsilber; GHMITER in
/// τ-ARGUS), in which totals are corners as well as values.
package struct DisclosureControl: Sendable {
  /// The rule that says which cells are small.
  package let rule: SmallCountRule

  /// The number of values that each small cell must be able to have.
  private var valuesRequired: Int { rule.threshold + 1 }

  /// A control with a threshold of a few to some tens of people.
  package init(threshold: Int = SmallCountRule.cells.threshold) {
    rule = SmallCountRule(threshold: threshold, isZeroSmall: true)
  }

  /// Decides once, for a whole cube, what is shown; the same cube always gives the same release.
  ///
  /// If a plan failed its audit, nothing at all would be shown.
  package func release(_ cube: CountCube) -> CountRelease {
    var plan = SuppressionPlan(cube: cube, rule: rule, valuesRequired: valuesRequired)
    plan.coverSmallCells()
    plan.releaseUnneededCells()
    let isSafe = audit(plan, of: cube)
    return CountRelease(of: cube, showing: plan.isWithheld.map { isSafe && !$0 })
  }

  /// Whether a plan keeps the promise, judged by its witnesses alone and not by how they were found.
  func audit(_ plan: SuppressionPlan, of cube: CountCube) -> Bool {
    let lattice = cube.lattice
    let baseCells = (0..<lattice.cellCount).filter { lattice.isBase[$0] }
    let shownCells = (0..<lattice.cellCount).filter { !plan.isWithheld[$0] }
    let smallCells = (0..<lattice.cellCount).filter { rule.isSmall(cube.counts[$0]) }

    return smallCells.allSatisfy { small in
      guard plan.isWithheld[small], let witness = plan.witnesses[small] else { return false }
      var values: Set<Int> = []
      for alternative in witness.tables {
        var table = alternative
        lattice.sumMargins(of: &table)
        let agrees =
          baseCells.allSatisfy { table[$0] >= 0 }
          && shownCells.allSatisfy { table[$0] == cube.counts[$0] }
        guard agrees else { return false }
        values.insert(table[small])
      }
      guard let lowest = values.min(), let highest = values.max() else { return false }
      return values.contains(cube.counts[small]) && values.count >= valuesRequired
        && highest - lowest == values.count - 1
    }
  }
}
