/// The cells of one ``CountCube`` that are shown and those that are withheld, decided once for all cells.
///
/// Every answer to a client is a view of one release, so asking again, or by other dimensions, reveals
/// nothing beyond the release as a whole. It holds no count that it does not show.
package struct CountRelease: Sendable, Equatable {
  /// A cell as a client sees it. The reason why a cell is withheld is not given, because "small" would be an answer.
  package enum Cell: Sendable, Hashable {
    /// The true count.
    case shown(Int)
    /// Withheld (onderdrukt), because the cell is small or covers a small cell.
    case withheld
  }

  /// One cell of a view.
  package struct Row: Sendable, Hashable {
    /// The value of each asked dimension, in the cube's order of dimensions.
    package let labels: [String]
    /// What the client sees.
    package let cell: Cell
  }

  /// Why a view cannot be given.
  package enum Failure: Error, Equatable {
    /// The cube has no dimension of this name.
    case unknownDimension(String)
  }

  /// The dimensions a view can ask for.
  package let dimensions: [CountCube.Dimension]
  let lattice: CellLattice
  let cells: [Cell]

  /// The release of a cube that shows the marked cells.
  init(of cube: CountCube, showing isShown: [Bool]) {
    dimensions = cube.dimensions
    lattice = cube.lattice
    cells = zip(cube.counts, isShown).map { $1 ? .shown($0) : .withheld }
  }

  /// The counts by some dimensions, added up over the others. By no dimension it is the grand total alone.
  ///
  /// - Parameter names: The names of dimensions.
  /// - Returns: A row for every combination of values, in the cube's order, the last dimension fastest.
  /// - Throws: ``Failure`` for a name that is no dimension of the cube.
  package func view(by names: Set<String>) throws(Failure) -> [Row] {
    if let unknown = names.subtracting(dimensions.map(\.name)).min() { throw .unknownDimension(unknown) }
    let asked = dimensions.map { names.contains($0.name) }
    return cells.indices.compactMap { cell in
      var labels: [String] = []
      for (axis, dimension) in dimensions.enumerated() {
        let position = lattice.position(of: cell, on: axis)
        guard (position < lattice.extents[axis]) == asked[axis] else { return nil }
        if asked[axis] { labels.append(dimension.values[position]) }
      }
      return Row(labels: labels, cell: cells[cell])
    }
  }
}
