import CareTypes
import Testing

@Suite("Territories")
struct TerritoryTests {
  @Test(
    "How much of a municipality belongs to a territory, across mergers that follow each other",
    arguments: [
      (["44084"], "44084", "2025-06-01", .whole), (["44084"], "44001", "2025-06-01", .whole),
      (["44001", "44029"], "44084", "2025-06-01", .whole), (["43005"], "44084", "2025-06-01", .none),
      (["44087"], "99999", "2100-06-01", .whole), (["44034", "44073"], "99999", "2100-06-01", .whole),
      (["44087"], "44034", "2100-06-01", .whole), (["44087"], "99999", "2099-06-01", .none),
      (["44084"], "44001", "2018-06-01", .none),
    ] as [([String], String, String, TerritoryCoverage)]
  )
  func coverage(codes: [String], code: String, day: String, expected: TerritoryCoverage) throws {
    let table = try MunicipalityTable(csv: MunicipalityTableTests.csv)
    #expect(try Territory(codes).coverage(of: NISCode(code), on: CalendarDate(iso: day), table) == expected)
  }

  @Test("A part belongs to a territory: of a merger, of what that merged into, and of who kept the own code")
  func parts() throws {
    let table = try MunicipalityTable(csv: MunicipalityTableTests.csv)
    func coverage(_ code: String, of codes: String..., on day: String) throws -> TerritoryCoverage {
      try Territory(codes).coverage(of: NISCode(code), on: CalendarDate(iso: day), table)
    }
    #expect(try coverage("44084", of: "44001", on: "2025-06-01") == .part([NISCode("44001")]))
    #expect(try coverage("99999", of: "44073", on: "2100-06-01") == .part([NISCode("44073")]))
    #expect(try coverage("11002", of: "11007", on: "2025-06-01") == .part([NISCode("11007")]))
  }

  @Test("A residence in a territory may be recorded under earlier and later codes")
  func recordedCodes() throws {
    let table = try MunicipalityTable(csv: MunicipalityTableTests.csv)
    let last = try CalendarDate(iso: "2100-06-01")
    #expect(Territory(["44087"]).recordedCodes(until: last, table) == ["44034", "44073", "44087", "99999"])
    #expect(Territory(["44034"]).recordedCodes(until: last, table) == ["44034", "44087", "99999"])
  }
}
