import CareTypes
import Testing

@testable import Disclosure

/// Every address of a cube, the last axis fastest; with totals or base cells alone.
func addresses(_ extents: [Int], totals: Bool) -> [[Int?]] {
  extents.reduce([[]]) { prefixes, extent in
    prefixes.flatMap { prefix in
      ((0..<extent).map(Optional.some) + (totals ? [nil] : [])).map { prefix + [$0] }
    }
  }
}

/// A cube with dimensions `d0`, `d1`… of values `0`, `1`…, its base counts row by row.
func cube(_ extents: [Int], _ counts: [Int]) throws -> CountCube {
  let dimensions = extents.enumerated().map { axis, extent in
    CountCube.Dimension(name: "d\(axis)", values: (0..<extent).map(String.init))
  }
  let keys = addresses(extents, totals: false).map { $0.compactMap(\.self) }
  return try CountCube(
    dimensions: dimensions,
    counts: Dictionary(uniqueKeysWithValues: zip(keys, counts))
  )
}

/// A cube of random counts, small ones as likely as all others together.
func randomCube(_ extents: [Int], upTo largest: Int, using random: inout SplitMix64) throws -> CountCube {
  let counts = (0..<extents.reduce(1, *)).map { _ in
    Int.random(in: 0...(Bool.random(using: &random) ? min(5, largest) : largest), using: &random)
  }
  return try cube(extents, counts)
}

/// A primary-care zone: municipalities of unlike size, six age bands and four hours bands, skewed.
func zone(municipalities: Int, people: Int, using random: inout SplitMix64) throws -> CountCube {
  let weights = [
    (0..<municipalities).map { 15 + 100 / ($0 + 2) },
    [4, 12, 30, 50, 40, 16],
    [50, 30, 16, 8],
  ]
  let extents = weights.map(\.count)
  var counts = Array(repeating: 0, count: extents.reduce(1, *))
  for _ in 0..<people {
    var index = 0
    for axis in weights {
      var draw = Int.random(in: 0..<axis.reduce(0, +), using: &random)
      let value = axis.firstIndex {
        draw -= $0
        return draw < 0
      }
      index = index * axis.count + (try #require(value))
    }
    counts[index] += 1
  }
  return try cube(extents, counts)
}

/// The counts of a view, `nil` where withheld.
func shownCounts(of release: CountRelease, by names: Set<String>) throws -> [Int?] {
  try release.view(by: names).map { row in
    if case .shown(let count) = row.cell { count } else { nil }
  }
}

/// One who knows all that a release shows and searches every table of non-negative whole counts.
///
/// It shares no code with disclosure control. Base cells are tried up to 60.
struct Attacker {
  let baseAddresses: [[Int?]]
  private var groups: [[Int]] = []
  private var sums: [Int] = []

  init(extents: [Int], release: CountRelease) {
    baseAddresses = addresses(extents, totals: false)
    for address in addresses(extents, totals: true) {
      guard case .shown(let count) = release[address] else { continue }
      groups.append(members(of: address))
      sums.append(count)
    }
  }

  /// The base cells that a cell sums up.
  func members(of address: [Int?]) -> [Int] {
    baseAddresses.indices.filter { base in
      zip(address, baseAddresses[base]).allSatisfy { $0 == nil || $0 == $1 }
    }
  }

  /// Whether some possible table has this sum over a group of base cells.
  func canTake(_ value: Int, group: [Int]) -> Bool {
    let bounds = Array(repeating: 0...60, count: baseAddresses.count)
    return canFill(bounds, groups: groups + [group], sums: sums + [value])
  }

  /// Whether a table within bounds has the sums: narrows the bounds, then splits the narrowest open one.
  private func canFill(_ given: [ClosedRange<Int>], groups: [[Int]], sums: [Int]) -> Bool {
    var bounds = given
    var isNarrowing = true
    while isNarrowing {
      isNarrowing = false
      for (group, sum) in zip(groups, sums) {
        let least = group.reduce(0) { $0 + bounds[$1].lowerBound }
        let most = group.reduce(0) { $0 + bounds[$1].upperBound }
        guard least <= sum && sum <= most else { return false }
        for cell in group {
          let old = bounds[cell]
          let lower = max(old.lowerBound, sum - (most - old.upperBound))
          let upper = min(old.upperBound, sum - (least - old.lowerBound))
          guard lower <= upper else { return false }
          bounds[cell] = lower...upper
          if bounds[cell] != old { isNarrowing = true }
        }
      }
    }
    let open = bounds.indices.filter { bounds[$0].count > 1 }
    guard let cell = open.min(by: { bounds[$0].count < bounds[$1].count }) else { return true }
    return bounds[cell].contains { count in
      var split = bounds
      split[cell] = count...count
      return canFill(split, groups: groups, sums: sums)
    }
  }
}

extension CountCube {
  /// The true count of a cell; nil if there is no such cell.
  ///
  /// - Parameter address: A value index for each dimension, or nil for the total over it.
  func count(at address: [Int?]) -> Int? {
    lattice.cell(at: address).map { counts[$0] }
  }
}

extension CountRelease {
  /// How many of the cells that fix the same number of dimensions are shown.
  struct Coverage: Sendable, Hashable {
    /// The number of dimensions fixed: 0 for the grand total, all of them for base cells.
    let level: Int
    /// The number of cells shown.
    let shown: Int
    /// The number of cells withheld, small and covering ones together.
    let withheld: Int
  }

  /// One cell as a client sees it; nil if there is no such cell.
  ///
  /// - Parameter address: A value index for each dimension, or nil for the total over it.
  subscript(address: [Int?]) -> Cell? {
    lattice.cell(at: address).map { cells[$0] }
  }

  /// How much is shown for each number of fixed dimensions, the grand total first.
  var coverage: [Coverage] {
    (0...dimensions.count).map { level in
      let ofLevel = cells.indices.filter { lattice.level(of: $0) == level }
      let withheld = ofLevel.count { cells[$0] == .withheld }
      return Coverage(level: level, shown: ofLevel.count - withheld, withheld: withheld)
    }
  }

  /// The number of cells withheld, on all levels together.
  var withheldCount: Int {
    cells.count { $0 == .withheld }
  }
}
