import CareTypes
import RightsAPI
import ServiceRuntime
import Testing
import TestSupport

@testable import Rights
@testable import RightsDomain

@Suite("A simulation beside a plain recomputation")
struct SimulationTwinTests {
  @Test("Of 3,000 care situations every count and every cent is the same, by municipality and as it is told")
  func twin() async throws {
    let situations = try SimulationPopulation.situations(3_000)
    let regulation = try SimulationRegulation.before()
    let plain = try SimulationPlainRecomputation(situations)
    try await withSimulatingRights(situations, regulation) { rights in
      let date = try Cases.date(SimulationPopulation.day)
      let drafts = try SimulationRegulation.drafts()
      let table = rights.store.municipalities
      let plan = SimulationPlan(
        inForce: regulation,
        drafts: drafts,
        withdrawn: Set(SimulationRegulation.withdrawn)
      )
      let area = try ScopedArea([], scope: nil, on: date, table)
      let report = try await rights.store.simulate(SimulationRun(plan, on: date, table), in: area, on: date)
      let exact = Dictionary(uniqueKeysWithValues: report.rows.map { ($0.key.digits, $0.value) })
      #expect(Set(exact.keys) == Set(plain.rows.keys))
      for (code, counts) in plain.rows { #expect(exact[code] == counts, "\(code)") }
      let verdicts = [report.total.gaining, report.total.losing, report.total.unchanged, report.total.undetermined]
      #expect(verdicts.allSatisfy { $0 > 50 } && report.total.before.cents > 0)

      let told = try await rights.simulate(drafts, withdrawn: SimulationRegulation.withdrawn)
      #expect(told.careSituations == report.total.careSituations && told.total.centsAfter == report.total.after.cents)
      #expect(told.municipalities.contains { $0.municipality.isEmpty } && told.municipalities.count > 1)
      for row in told.municipalities where !row.municipality.isEmpty {
        let counts = try #require(plain.rows[row.municipality])
        #expect([row.gaining, row.losing] == [counts.gaining, counts.losing])
        #expect([row.unchanged, row.undetermined] == [counts.unchanged, counts.undetermined])
        #expect([row.centsBefore, row.centsAfter] == [counts.before.cents, counts.after.cents])
        #expect([row.rightsBefore, row.rightsAfter] == [counts.before.rights, counts.after.rights])
      }
      #expect(told.municipalities.map(\.centsAfter).reduce(0, +) == told.total.centsAfter)
    }
  }
}
