import CareTypes
import Disclosure
import Testing

@testable import Rights
@testable import RightsDomain

@Suite("What may be told of a simulation")
struct SimulationDisclosureTests {
  /// Figures of one municipality, each right paying 100 euros.
  private static func counts(
    _ gaining: Int64,
    _ losing: Int64,
    _ unchanged: Int64,
    _ undetermined: Int64 = 0,
    before: Int64 = 0,
    after: Int64 = 0
  ) -> SimulationCounts {
    var counts = SimulationCounts()
    (counts.gaining, counts.losing, counts.unchanged, counts.undetermined) = (gaining, losing, unchanged, undetermined)
    (counts.before.rights, counts.before.cents, counts.before.paid) = (before, before * 10_000, before)
    (counts.after.rights, counts.after.cents, counts.after.paid) = (after, after * 10_000, after)
    return counts
  }

  private static func report(_ rows: [String: SimulationCounts]) throws -> SimulationReport {
    var report = SimulationReport()
    for (code, counts) in rows { report.rows[try NISCode(code)] = counts }
    return report
  }

  @Test("Groups of at least 10, and empty ones, are told by municipality")
  func told() throws {
    let report = try Self.report(["44084": Self.counts(10, 0, 90), "43007": Self.counts(0, 12, 30)])
    let told = SimulationDisclosure(report)
    #expect(told.rows.map(\.municipality?.digits) == ["43007", "44084"])
    #expect(told.rows.map(\.municipalityCount) == [1, 1])
    #expect(told.total.counts == report.total && told.total.municipalityCount == 2)
  }

  @Test("A municipality with a small group stands together with the smallest others until the row is large enough")
  func together() throws {
    let rows = [
      "44084": Self.counts(100, 0, 900), "43007": Self.counts(0, 0, 20), "44085": Self.counts(9, 0, 40),
      "43010": Self.counts(0, 0, 30),
    ]
    let told = SimulationDisclosure(try Self.report(rows))
    // The two small ones have nobody who gains: the row would tell the 9.
    #expect(told.rows.map(\.municipality) == [nil])
    #expect(told.rows.first?.municipalityCount == 4)
    var others = rows
    others["43010"] = Self.counts(12, 0, 30)
    let more = SimulationDisclosure(try Self.report(others))
    #expect(more.rows.map(\.municipality?.digits) == ["44084", nil])
    #expect(more.rows.last?.counts == Self.counts(21, 0, 90) && more.rows.last?.municipalityCount == 3)
  }

  @Test("Small numbers of rights, and small differences of them, are small groups as well")
  func rights() throws {
    let large = Self.counts(0, 0, 500)
    for (before, after): (Int64, Int64) in [(9, 20), (20, 29), (20, 0)] {
      let report = try Self.report(["44084": large, "43007": Self.counts(0, 0, 40, before: before, after: after)])
      #expect((SimulationDisclosure(report).rows.count == 2) == (after == 0))
    }
    var unknown = Self.counts(0, 0, 40, before: 20, after: 20)
    unknown.before.unknownAmounts = 3
    #expect(!SmallCountRule.groups.allows(unknown))
    unknown.before.unknownAmounts = 15
    #expect(!SmallCountRule.groups.allows(unknown))
    var paid = Self.counts(0, 0, 40, before: 20, after: 20)
    paid.after.paid = 4
    #expect(!SmallCountRule.groups.allows(paid))
  }

  @Test("When the total has a small group, nothing is told but whether protected groups lose")
  func nothing() throws {
    var report = try Self.report(["44084": Self.counts(20, 0, 90), "43007": Self.counts(0, 3, 30)])
    report.groups[.palliative] = SimulationReport.Group(gaining: 0, losing: 3)
    report.groups[.lowIncome] = SimulationReport.Group(gaining: 20, losing: 0)
    let told = SimulationDisclosure(report)
    #expect(told.rows.isEmpty && told.total.counts == nil && told.total.municipalityCount == 2)
    #expect(told.groups.allSatisfy { $0.counts == nil } && told.groups.count == ProtectedGroup.allCases.count)
    #expect(told.protectedLose && told.groups.filter(\.anyLoses).map(\.group) == [.palliative])
  }

  @Test("A protected group of fewer than 10 who gain or lose is withheld, and so is one beside which fewer remain")
  func groups() throws {
    var report = try Self.report(["44084": Self.counts(0, 40, 90)])
    report.groups[.palliative] = SimulationReport.Group(gaining: 0, losing: 9)
    report.groups[.lowIncome] = SimulationReport.Group(gaining: 0, losing: 30)
    report.groups[.childRecipients] = SimulationReport.Group(gaining: 0, losing: 31)
    let told = SimulationDisclosure(report)
    let withheld = told.groups.filter { $0.counts == nil }.map(\.group)
    #expect(withheld == [.childRecipients, .palliative])
    #expect(told.groups.filter(\.anyLoses).map(\.group) == [.childRecipients, .palliative, .lowIncome])
    #expect(told.protectedLose)
  }

  @Test("No one who loses: no protected group loses, and an empty simulation is told as nothing")
  func empty() {
    let told = SimulationDisclosure(SimulationReport())
    #expect(told.rows.isEmpty && told.total.counts == SimulationCounts() && !told.protectedLose)
  }

  @Test("No set of told rows lets a withheld count be computed, or confined to fewer than 11 values")
  func nothingFollows() throws {
    var dice = Dice(seed: 42)
    var (together, withheld) = (0, 0)
    for _ in 0..<3_000 {
      var rows: [String: SimulationCounts] = [:]
      for index in 0..<Int.random(in: 1...12, using: &dice) {
        func number() -> Int64 { Bool.random(using: &dice) ? 0 : Int64.random(in: 0...40, using: &dice) }
        rows["\(40_000 + index)"] = Self.counts(
          number(),
          number(),
          number(),
          number(),
          before: number(),
          after: number()
        )
      }
      let report = try Self.report(rows)
      let told = SimulationDisclosure(report)
      guard told.total.counts != nil else {
        withheld += 1
        #expect(told.rows.isEmpty && !SmallCountRule.groups.allows(report.total))
        continue
      }
      try Self.audit(told, report)
      if told.rows.contains(where: { $0.municipality == nil }) { together += 1 }
    }
    #expect(together > 300 && withheld > 300)
  }

  /// Shows for each count that is not told, by tables that agree with everything that is, how many values it may have.
  private static func audit(_ told: SimulationDisclosure, _ report: SimulationReport) throws {
    var sum = SimulationCounts()
    for row in told.rows {
      let counts = try #require(row.counts)
      #expect(SmallCountRule.groups.allows(counts))
      if let code = row.municipality { #expect(report.rows[code] == counts) }
      sum.add(counts)
    }
    #expect(sum == report.total)
    let alone = Set(told.rows.compactMap(\.municipality))
    let hidden = report.rows.filter { !alone.contains($0.key) }.sorted { $0.key < $1.key }.map(\.value)
    #expect(
      told.rows.filter { $0.municipality == nil }.map(\.municipalityCount) == (hidden.isEmpty ? [] : [hidden.count])
    )
    #expect(hidden.isEmpty || hidden.count >= 2)
    let columns: [(SimulationCounts) -> Int64] = [
      \.gaining, \.losing, \.unchanged, \.undetermined, \.before.rights, \.after.rights,
    ]
    for column in columns {
      let values = hidden.map(column)
      // All that is told of these is their sum: any other numbers of that sum agree with it as well.
      let total = values.reduce(0, +)
      for value in values where (1..<Int64(SmallCountRule.groups.threshold)).contains(value) {
        #expect(total >= Int64(SmallCountRule.groups.threshold) && values.count >= 2)
      }
    }
  }
}
