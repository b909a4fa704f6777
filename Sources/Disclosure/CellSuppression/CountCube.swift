/// Counts of people for every combination of one to three dimensions, with all their margins: a cross table
/// (kruistabel) before disclosure control.
///
/// The cube holds true small counts, so it never leaves the gateway. Only the ``CountRelease`` that
/// ``DisclosureControl`` makes of it does.
package struct CountCube: Sendable, Equatable {
  /// One way in which people are divided. Each person who is counted has exactly one of the values.
  package struct Dimension: Sendable, Hashable {
    /// The name a view asks for, such as `municipality`; unique within a cube.
    package let name: String
    /// The labels of the values, in the order in which rows are shown; distinct and at least one.
    package let values: [String]

    /// A dimension with its values; ``CountCube`` checks both.
    package init(name: String, values: [String]) {
      self.name = name
      self.values = values
    }
  }

  /// Why counts do not form a cube.
  package enum Failure: Error, Equatable {
    /// There must be one to three dimensions; this many were given.
    case dimensionCount(Int)
    /// The dimension has no values, or its name or one of its values occurs twice.
    case malformedDimension(String)
    /// The address has not exactly one existing value index for each dimension.
    case unknownAddress([Int])
    /// The dimensions make more than ``CountCube/largestCellCount`` cells.
    case tooManyCells
    /// The count is negative or above ``CountCube/largestCount``.
    case countOutOfRange(Int)
  }

  /// The largest count of one base cell; far above any population, far below arithmetic overflow.
  package static let largestCount = 1_000_000_000

  /// The most cells a cube can have, margins included; a zone has under a thousand.
  package static let largestCellCount = 10_000

  /// The dimensions, in the order of the indices of an address.
  package let dimensions: [Dimension]
  /// How cells are numbered.
  let lattice: CellLattice
  /// The count of every cell of the lattice, base cells and margins.
  let counts: [Int]

  /// A cube from its base counts.
  ///
  /// - Parameters:
  ///   - dimensions: The dimensions.
  ///   - baseCounts: The number of people in each base cell. The key has one value index for each dimension,
  ///     in the order of `dimensions`. A base cell that is left out has nobody.
  /// - Throws: ``Failure`` if the dimensions or counts do not form a cube.
  package init(dimensions: [Dimension], counts baseCounts: [[Int]: Int]) throws(Failure) {
    guard (1...3).contains(dimensions.count) else { throw .dimensionCount(dimensions.count) }
    var names: Set<String> = []
    for dimension in dimensions {
      let isWellFormed =
        !dimension.values.isEmpty && Set(dimension.values).count == dimension.values.count
        && names.insert(dimension.name).inserted
      guard isWellFormed else { throw .malformedDimension(dimension.name) }
    }
    let extents = dimensions.map(\.values.count)
    // Clipping each step keeps the product far from overflow.
    let cellCount = extents.reduce(1) { $0 * min($1 + 1, Self.largestCellCount + 1) }
    guard cellCount <= Self.largestCellCount else { throw .tooManyCells }
    let lattice = CellLattice(extents: extents)
    var counts = Array(repeating: 0, count: lattice.cellCount)
    for (address, count) in baseCounts {
      guard let cell = lattice.cell(at: address) else { throw .unknownAddress(address) }
      guard (0...Self.largestCount).contains(count) else { throw .countOutOfRange(count) }
      counts[cell] = count
    }
    lattice.sumMargins(of: &counts)
    self.dimensions = dimensions
    self.lattice = lattice
    self.counts = counts
  }
}
