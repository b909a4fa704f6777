/// A change of a table that keeps every sum, as ``SuppressionPlan`` explains.
struct BalancedChange {
  /// A cell that the balanced change changes.
  struct Corner {
    let cell: Int
    /// The number of people added if the balanced change is done once; negative if they are taken away, never zero.
    var change: Int
    /// Whether the cell is a base cell, which cannot fall below zero; margins then cannot either.
    let isBase: Bool
  }

  /// The cells that change. In a single balanced change the first is the cell that it was looked up for, with change 1.
  let corners: [Corner]

  /// How often the balanced change can be done, forward (`by: 1`) or backward (`by: -1`), before a base cell
  /// would fall below zero.
  func room(by direction: Int, in table: [Int]) -> Int {
    var room = Int.max
    for corner in corners where corner.isBase && corner.change * direction < 0 {
      room = min(room, table[corner.cell] / abs(corner.change))
    }
    return room
  }

  /// Does the balanced change once, forward (`by: 1`) or backward (`by: -1`).
  func apply(by direction: Int, to table: inout [Int]) {
    for corner in corners { table[corner.cell] += corner.change * direction }
  }

  /// This balanced change together with another one done a number of times, without the corners that cancel out.
  func combined(with other: BalancedChange, times: Int) -> BalancedChange {
    var sum = corners
    for corner in other.corners {
      if let known = sum.firstIndex(where: { $0.cell == corner.cell }) {
        sum[known].change += corner.change * times
      } else {
        sum.append(Corner(cell: corner.cell, change: corner.change * times, isBase: corner.isBase))
      }
    }
    return BalancedChange(corners: sum.filter { $0.change != 0 })
  }
}

extension CellLattice {
  /// Visits every single balanced change that has a cell among its corners and at most `spared` corners that are
  /// not usable, until a visit returns false.
  func visitBalancedChanges(
    through cell: Int,
    sparing spared: Int = 0,
    using isUsable: (Int) -> Bool,
    visit: (BalancedChange) -> Bool
  ) {
    let start = BalancedChange.Corner(cell: cell, change: 1, isBase: isBase[cell])
    var corners = Array(repeating: start, count: 1 << extents.count)
    _ = extend(&corners, on: 0, spared: isUsable(cell) ? spared : spared - 1, using: isUsable, visit: visit)
  }

  /// Doubles the corners along an axis in every possible way, and goes on with the next axis.
  ///
  /// - Returns: False if a visit asked to stop.
  private func extend(
    _ corners: inout [BalancedChange.Corner],
    on axis: Int,
    spared: Int,
    using isUsable: (Int) -> Bool,
    visit: (BalancedChange) -> Bool
  ) -> Bool {
    guard axis < extents.count else { return visit(BalancedChange(corners: corners)) }
    let total = extents[axis]
    let here = position(of: corners[0].cell, on: axis)
    let width = 1 << axis
    for there in 0...total where there != here {
      let step = (there - here) * strides[axis]
      let sign = here == total || there == total ? 1 : -1
      var spared = spared
      for near in 0..<width {
        let cell = corners[near].cell + step
        if !isUsable(cell) { spared -= 1 }
        if spared < 0 { break }
        let change = corners[near].change * sign
        corners[width + near] = BalancedChange.Corner(cell: cell, change: change, isBase: isBase[cell])
      }
      guard spared >= 0 else { continue }
      guard extend(&corners, on: axis + 1, spared: spared, using: isUsable, visit: visit) else {
        return false
      }
    }
    return true
  }
}
