/// Which cells of a cube to withhold, with a proof for each small cell.
///
/// The building block is the *balanced change*: choose two positions on every axis, where the total is a position
/// like any other. Of the `2^dimensions` corners so chosen, add a person in some and take one away in
/// others, so that every sum still holds: between two values of an axis the sign changes, between a value
/// and the total it does not. No other cell changes. So if all corners are withheld, the table after the
/// balanced change agrees with everything that is shown, and is as possible as the true one, as long as no base
/// cell falls below zero.
struct SuppressionPlan {
  /// Possible tables that together keep a small cell uncertain.
  struct Witness {
    /// Counts of all cells, one table for each value of the small cell.
    var tables: [[Int]]
    /// The corners of the balanced changes between the tables: these have to stay withheld.
    var corners: Set<Int>
  }

  /// The cells to withhold.
  private(set) var isWithheld: [Bool]
  /// The proof for each small cell.
  private(set) var witnesses: [Int: Witness] = [:]

  private let lattice: CellLattice
  private let counts: [Int]
  private let rule: SmallCountRule
  private let valuesRequired: Int
  /// How much a reader loses if a cell is withheld: margins cost far more than base cells, large cells more than small.
  private let costs: [Int]

  /// A plan that withholds the small cells and covers none of them yet.
  init(cube: CountCube, rule: SmallCountRule, valuesRequired: Int) {
    lattice = cube.lattice
    counts = cube.counts
    self.rule = rule
    self.valuesRequired = valuesRequired
    isWithheld = cube.counts.map { rule.isSmall($0) }
    let levels = (0..<cube.lattice.cellCount).map { cube.lattice.level(of: $0) }
    let highest = cube.lattice.extents.count
    costs = zip(levels, cube.counts).map { level, count in
      let magnitude = Int.bitWidth - count.leadingZeroBitCount
      return (1 + magnitude) << (3 * (highest - level))
    }
  }

  /// Withholds further cells until every small cell has its witness.
  mutating func coverSmallCells() {
    for small in coveringOrder() {
      // Margins are withheld only if finer cells are not enough.
      for level in (0..<lattice.extents.count).reversed() {
        guard let witness = findWitness(for: small, withholdingFrom: level) else { continue }
        witnesses[small] = witness
        for corner in witness.corners { isWithheld[corner] = true }
        break
      }
    }
  }

  /// Shows covering cells again, the most costly first, where each small cell keeps its witness or finds another.
  mutating func releaseUnneededCells() {
    let covering = isWithheld.indices.filter { isWithheld[$0] && !rule.isSmall(counts[$0]) }
    for cell in covering.sorted(by: { (costs[$0], $1) > (costs[$1], $0) }) {
      isWithheld[cell] = false
      var replacements: [Int: Witness] = [:]
      for (small, witness) in witnesses where witness.corners.contains(cell) {
        guard let other = findWitness(for: small, withholdingFrom: nil) else {
          isWithheld[cell] = true
          break
        }
        replacements[small] = other
      }
      if !isWithheld[cell] { witnesses.merge(replacements) { $1 } }
    }
  }

  /// The order in which small cells are covered: margins first, because their corners cover base cells too, then the
  /// smallest counts, which are the hardest.
  private func coveringOrder() -> [Int] {
    let small = counts.indices.filter { rule.isSmall(counts[$0]) }
    return small.sorted {
      (lattice.level(of: $0), counts[$0], $0) < (lattice.level(of: $1), counts[$1], $1)
    }
  }

  /// Possible tables that give a small cell the values required; nil if the balanced changes that were tried find
  /// too few.
  ///
  /// - Parameter level: Shown cells that fix at least this many dimensions may be corners too. For 0 there
  ///   always is a witness, at worst by adding people to one base cell and all its margins. For nil only
  ///   withheld cells may be corners.
  private func findWitness(for small: Int, withholdingFrom level: Int?) -> Witness? {
    var isFree = isWithheld
    let mayServe = isFree.indices.map { cell in
      isWithheld[cell] || level.map { lattice.level(of: cell) >= $0 } ?? false
    }
    var balancedChanges: [BalancedChange] = []
    lattice.visitBalancedChanges(through: small, using: { mayServe[$0] }) {
      balancedChanges.append($0)
      return true
    }
    var witness = Witness(tables: [counts], corners: [])
    var lowest = counts
    var highest = counts
    while witness.tables.count < valuesRequired {
      let wanted = valuesRequired - witness.tables.count
      var best: (balancedChange: BalancedChange, up: Int, down: Int, cost: Int)?
      for balancedChange in balancedChanges {
        let up = min(wanted, balancedChange.room(by: 1, in: highest))
        let down = min(wanted - up, balancedChange.room(by: -1, in: lowest))
        guard up + down > 0 else { continue }
        var cost = 0
        for corner in balancedChange.corners where !isFree[corner.cell] { cost += costs[corner.cell] }
        // The least cost for each value won.
        if let best, best.cost * (up + down) <= cost * (best.up + best.down) { continue }
        best = (balancedChange, up, down, cost)
      }
      if best == nil {
        if let pair = findPair(through: small, by: 1, in: highest, using: mayServe) {
          best = (pair, 1, 0, 0)
        } else if let pair = findPair(through: small, by: -1, in: lowest, using: mayServe) {
          best = (pair, 0, 1, 0)
        }
      }
      guard let best else { return nil }
      for corner in best.balancedChange.corners {
        isFree[corner.cell] = true
        witness.corners.insert(corner.cell)
      }
      for _ in 0..<best.up {
        best.balancedChange.apply(by: 1, to: &highest)
        witness.tables.append(highest)
      }
      for _ in 0..<best.down {
        best.balancedChange.apply(by: -1, to: &lowest)
        witness.tables.append(lowest)
      }
    }
    return witness
  }

  /// Two balanced changes that are possible only together: the first would change a cell that is shown or make one negative, and
  /// the second undoes exactly that.
  private func findPair(through small: Int, by direction: Int, in table: [Int], using mayServe: [Bool])
    -> BalancedChange?
  {
    func isBlocked(_ corner: BalancedChange.Corner, changingBy change: Int) -> Bool {
      change != 0 && !mayServe[corner.cell]
        || corner.isBase && table[corner.cell] + change * direction < 0
    }
    var pair: BalancedChange?
    var changes = Array(repeating: 0, count: lattice.cellCount)
    lattice.visitBalancedChanges(through: small, sparing: 2, using: { mayServe[$0] }) { first in
      let blocked = first.corners.filter { isBlocked($0, changingBy: $0.change) }
      guard blocked.count <= 2, let pivot = blocked.first else { return true }
      for corner in first.corners { changes[corner.cell] = corner.change }
      defer { for corner in first.corners { changes[corner.cell] = 0 } }
      let mayPair = { cell in mayServe[cell] || blocked.contains { $0.cell == cell } }
      lattice.visitBalancedChanges(through: pivot.cell, using: mayPair) { second in
        for corner in second.corners {
          let change = changes[corner.cell] - corner.change * pivot.change
          if isBlocked(corner, changingBy: change) || corner.cell == small && change != 1 { return true }
        }
        for corner in blocked where !second.corners.contains(where: { $0.cell == corner.cell }) {
          return true
        }
        pair = first.combined(with: second, times: -pivot.change)
        return false
      }
      return pair == nil
    }
    return pair
  }
}
