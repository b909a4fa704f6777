import CareTypes
import Testing

@testable import Disclosure

@Suite("Disclosure control")
struct DisclosureControlTests {
  @Test("The fourth corner covers too, so two margins do not give the small cell away")
  func fourthCorner() throws {
    let release = DisclosureControl().release(try cube([2, 2], [3, 50, 60, 70]))
    #expect(try shownCounts(of: release, by: ["d0", "d1"]) == [nil, nil, nil, nil])
    #expect(try shownCounts(of: release, by: ["d0"]) == [53, 130])
    #expect(try shownCounts(of: release, by: ["d1"]) == [63, 120])
    #expect(try shownCounts(of: release, by: []) == [183])
  }

  @Test("A small cell in a row is covered by the cheapest other one")
  func row() throws {
    let release = DisclosureControl().release(try cube([3], [3, 20, 40]))
    #expect(try shownCounts(of: release, by: ["d0"]) == [nil, nil, 40])
    #expect(try shownCounts(of: release, by: []) == [63])
  }

  @Test("A cell that equals the total is withheld, or the others were pinned to zero")
  func zeros() throws {
    let release = DisclosureControl().release(try cube([3], [20, 0, 0]))
    #expect(try shownCounts(of: release, by: ["d0"]) == [nil, nil, nil])
    #expect(try shownCounts(of: release, by: []) == [20])
  }

  @Test("Two small cells that add up to a small group do not cover each other")
  func smallGroup() throws {
    let release = DisclosureControl().release(try cube([3], [2, 2, 40]))
    #expect(try shownCounts(of: release, by: ["d0"]) == [nil, nil, nil])
    #expect(try shownCounts(of: release, by: []) == [44])
  }

  @Test("In a 3x3 table one rectangle covers one small cell, all else is shown")
  func rectangle() throws {
    let release = DisclosureControl().release(try cube([3, 3], [2, 10, 40, 10, 10, 40, 40, 40, 40]))
    let expected = [nil, nil, 40, nil, nil, 40, 40, 40, 40]
    #expect(try shownCounts(of: release, by: ["d0", "d1"]) == expected)
    #expect(try shownCounts(of: release, by: ["d0"]) == [52, 60, 120])
    #expect(release.withheldCount == 4)
  }

  @Test("A dimension of one value is its own total, so both are withheld")
  func singleValue() throws {
    let release = DisclosureControl().release(try cube([1, 2], [3, 30]))
    #expect(release[[0, 0]] == .withheld)
    #expect(release[[nil, 0]] == .withheld)
    #expect(release[[nil, nil]] == .shown(33))
  }

  @Test("Of a cube without people nothing is shown")
  func empty() throws {
    let release = DisclosureControl().release(try cube([2, 3, 2], []))
    #expect(release.withheldCount == 36)
  }

  @Test("Of a cube without small cells everything is shown")
  func large() throws {
    let release = DisclosureControl().release(try cube([2, 2, 2], [5, 6, 7, 8, 9, 10, 11, 12]))
    #expect(release.withheldCount == 0)
    #expect(release[[1, 1, 1]] == .shown(12))
  }

  @Test("The threshold decides what is small", arguments: [(1, false), (5, false), (6, true), (10, true)])
  func threshold(threshold: Int, isWithheld: Bool) throws {
    let release = DisclosureControl(threshold: threshold).release(try cube([3], [5, 30, 30]))
    #expect((release[[0]] == .withheld) == isWithheld)
  }

  @Test(
    "All views of one release agree with each other and with the truth",
    arguments: [0, 1, 2, 3] as [UInt64]
  )
  func views(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let cube = try randomCube([3, 4, 2], upTo: 25, using: &random)
    let release = DisclosureControl().release(cube)
    var cellsSeen = 0
    for mask in 0..<8 {
      let asked = (0..<3).filter { mask >> $0 & 1 == 1 }
      let rows = try release.view(by: Set(asked.map { "d\($0)" }))
      for row in rows {
        var address: [Int?] = [nil, nil, nil]
        for (axis, label) in zip(asked, row.labels) {
          let value: Int = try #require(Int(label))
          address[axis] = value
        }
        let truth = try #require(cube.count(at: address))
        #expect(release[address] == row.cell)
        #expect(row.cell == .withheld || row.cell == .shown(truth))
        if truth < 5 { #expect(row.cell == .withheld) }
      }
      #expect(Set(rows.map(\.labels)).count == rows.count)
      cellsSeen += rows.count
    }
    #expect(cellsSeen == 4 * 5 * 3)
    #expect(release.coverage.map { $0.shown + $0.withheld } == [1, 9, 26, 24])
    #expect(release.coverage.reduce(0) { $0 + $1.withheld } == release.withheldCount)
  }

  @Test("A view by a dimension the cube has not is refused")
  func unknownDimension() throws {
    let release = DisclosureControl().release(try cube([2], [8, 9]))
    #expect(throws: CountRelease.Failure.unknownDimension("income")) {
      try release.view(by: ["d0", "income"])
    }
  }

  @Test("The same cube always gives the same release")
  func determinism() throws {
    var random = SplitMix64(seed: 11)
    let cube = try randomCube([4, 6, 4], upTo: 20, using: &random)
    let first = DisclosureControl().release(cube)
    for _ in 0..<3 { #expect(DisclosureControl().release(cube) == first) }
  }

  @Test("The audit refuses a plan that withholds small cells alone, and the witnesses of another cube")
  func audit() throws {
    let control = DisclosureControl()
    let truth = try cube([2, 2], [3, 50, 60, 70])
    var plan = SuppressionPlan(cube: truth, rule: .cells, valuesRequired: 6)
    #expect(!control.audit(plan, of: truth))
    plan.coverSmallCells()
    #expect(control.audit(plan, of: truth))
    #expect(!control.audit(plan, of: try cube([2, 2], [3, 50, 60, 71])))
    #expect(!DisclosureControl(threshold: 8).audit(plan, of: truth))
  }

  @Test(
    "A realistic zone shows the totals of every dimension and most other cells that are not small",
    arguments: [1, 2, 3] as [UInt64]
  )
  func realistic(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let cube = try zone(municipalities: 3, people: 1_100, using: &random)
    let coverage = DisclosureControl().release(cube).coverage
    // What could be shown at best: the cells that are not small.
    let atBest = (0...3).map { level in
      addresses([3, 6, 4], totals: true).count { address in
        address.count { $0 != nil } == level && (cube.count(at: address) ?? 0) >= 5
      }
    }
    #expect(coverage[0].withheld == 0)
    #expect(coverage[1].withheld == 0)
    #expect(coverage[2].shown * 10 >= atBest[2] * 8, "\(coverage[2]) of \(atBest[2])")
    #expect(coverage[3].shown * 10 >= atBest[3] * 5, "\(coverage[3]) of \(atBest[3])")
  }
}
