import Testing

@testable import Disclosure

@Suite("Count cube")
struct CountCubeTests {
  @Test("Margins are the sums of base cells")
  func margins() throws {
    let cube = try cube([2, 2, 2], [1, 2, 3, 4, 5, 6, 7, 8])
    #expect(cube.count(at: [nil, nil, nil]) == 36)
    #expect(cube.count(at: [1, nil, nil]) == 26)
    #expect(cube.count(at: [nil, 0, nil]) == 14)
    #expect(cube.count(at: [nil, nil, 1]) == 20)
    #expect(cube.count(at: [0, nil, 1]) == 6)
    #expect(cube.count(at: [1, 1, 0]) == 7)
  }

  @Test(
    "An address outside the cube has no count",
    arguments: [[0], [2, 0], [-1, 0], [0, 0, 0]] as [[Int?]]
  )
  func outside(address: [Int?]) throws {
    #expect(try cube([2, 2], [1, 2, 3, 4]).count(at: address) == nil)
  }

  @Test("Base cells left out count nobody")
  func missing() throws {
    let cube = try CountCube(dimensions: [.init(name: "age", values: ["a", "b"])], counts: [[1]: 4])
    #expect(cube.count(at: [0]) == 0)
    #expect(cube.count(at: [nil]) == 4)
  }

  @Test(
    "Counts or dimensions that form no cube are refused",
    arguments: [
      ([], [:], .dimensionCount(0)),
      (["a", "b", "c", "d"].map { .init(name: $0, values: ["x"]) }, [:], .dimensionCount(4)),
      ([.init(name: "a", values: [])], [:], .malformedDimension("a")),
      ([.init(name: "a", values: ["x", "x"])], [:], .malformedDimension("a")),
      (["a", "a"].map { .init(name: $0, values: ["x"]) }, [:], .malformedDimension("a")),
      ([.init(name: "a", values: (0..<10_000).map(String.init))], [:], .tooManyCells),
      ([.init(name: "a", values: ["x"])], [[1]: 3], .unknownAddress([1])),
      ([.init(name: "a", values: ["x"])], [[0, 0]: 3], .unknownAddress([0, 0])),
      ([.init(name: "a", values: ["x"])], [[0]: -1], .countOutOfRange(-1)),
      ([.init(name: "a", values: ["x"])], [[0]: 1_000_000_001], .countOutOfRange(1_000_000_001)),
    ] as [([CountCube.Dimension], [[Int]: Int], CountCube.Failure)]
  )
  func refusals(
    dimensions: [CountCube.Dimension],
    counts: [[Int]: Int],
    failure: CountCube.Failure
  ) {
    #expect(throws: failure) { try CountCube(dimensions: dimensions, counts: counts) }
  }
}
