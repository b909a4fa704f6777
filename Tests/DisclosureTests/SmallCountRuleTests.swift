import CareTypes
import Disclosure
import Testing

@Suite("Small counts and shared rows")
struct SmallCountRuleTests {
  /// Figures that are one count of people.
  private struct Count: MergeableFigures {
    var people: Int64 = 0
    mutating func add(_ others: Count) { people += others.people }
    var revealedCounts: [Int64] { [people] }
    var size: Int64 { people }
  }

  @Test("A count under the threshold is small, negative differences included; zero only in tables")
  func small() {
    #expect([0, 1, 4, 5, 6].map(SmallCountRule.cells.isSmall) == [true, true, true, false, false])
    #expect([0, 1, -9, 9, 10, -10].map(SmallCountRule.groups.isSmall) == [false, true, true, true, false, false])
    #expect(!SmallCountRule.groups.isSmall(Int64.min))
  }

  @Test("Part of a group is released if neither the part nor the rest is small")
  func parts() {
    let rule = SmallCountRule.groups
    #expect(rule.allows(part: [0, 10], of: [30, 20]))
    #expect(!rule.allows(part: [9, 10], of: [30, 20]))
    #expect(!rule.allows(part: [10, 11], of: [30, 20]))
    #expect(rule.allows(part: [30, 20], of: [30, 20]))
  }

  @Test("Municipalities with small groups share a row, with the smallest other one if that is needed")
  func merged() throws {
    let counts = try ["44084": 100, "43010": 12, "44021": 3].reduce(into: [NISCode: Count]()) {
      $0[try NISCode($1.key)] = Count(people: $1.value)
    }
    let release = MergedRelease(counts)
    #expect(release.total.counts?.people == 115 && release.total.municipalityCount == 3)
    #expect(release.rows.map(\.municipality?.digits) == ["44084", nil])
    #expect(release.rows.map(\.counts?.people) == [100, 15] && release.rows.map(\.municipalityCount) == [1, 2])
  }

  @Test("If the total is small, nothing is released")
  func nothing() throws {
    let release = MergedRelease([try NISCode("44084"): Count(people: 4), try NISCode("43010"): Count(people: 5)])
    #expect(release.rows.isEmpty && release.total.counts == nil && release.total.municipalityCount == 2)
  }
}
