/// The numbering of a cube's cells: on every axis the values come first, then the total over them.
///
/// A cell with a value on every axis is a *base cell*. A cell with a total on one or more axes is a *margin*,
/// the sum of base cells.
struct CellLattice: Sendable, Equatable {
  /// The number of values on each axis.
  let extents: [Int]
  /// The distance between neighbours along each axis.
  let strides: [Int]
  /// The number of cells, base cells and margins together.
  let cellCount: Int
  /// For each cell whether it is a base cell.
  let isBase: [Bool]

  init(extents: [Int]) {
    var strides = Array(repeating: 1, count: extents.count)
    var cellCount = 1
    for axis in extents.indices.reversed() {
      strides[axis] = cellCount
      cellCount *= extents[axis] + 1
    }
    self.extents = extents
    self.strides = strides
    self.cellCount = cellCount
    isBase = (0..<cellCount).map { cell in
      extents.indices.allSatisfy { (cell / strides[$0]) % (extents[$0] + 1) < extents[$0] }
    }
  }

  /// The position of a cell along an axis; `extents[axis]` is the position of the total.
  func position(of cell: Int, on axis: Int) -> Int {
    (cell / strides[axis]) % (extents[axis] + 1)
  }

  /// The number of axes on which a cell has a value: 0 for the grand total, all of them for a base cell.
  func level(of cell: Int) -> Int {
    extents.indices.count { position(of: cell, on: $0) < extents[$0] }
  }

  /// The cell at an address of value indices, with nil for the total; nil if there is no such cell.
  func cell(at address: [Int?]) -> Int? {
    guard address.count == extents.count else { return nil }
    var cell = 0
    for axis in extents.indices {
      let position = address[axis] ?? extents[axis]
      if address[axis] != nil && !(0..<extents[axis]).contains(position) { return nil }
      cell += position * strides[axis]
    }
    return cell
  }

  /// Recomputes every margin from the base cells.
  func sumMargins(of counts: inout [Int]) {
    for axis in extents.indices {
      for total in 0..<cellCount where position(of: total, on: axis) == extents[axis] {
        // Totals along later axes are not known yet, and are overwritten later.
        counts[total] = (1...extents[axis]).reduce(0) { $0 + counts[total - $1 * strides[axis]] }
      }
    }
  }
}
