import CareTypes
import Testing

@Suite struct CareZoneTableTests {
  static let header = "zone_id,zone_name,zone_province,nis_code,part_postal_codes,valid_from,valid_to"

  static let csv = """
    \(header)
    oost-meetjesland,Eerstelijnszone Oost-Meetjesland,Oost-Vlaanderen,43005,,2020-07-01,2024-12-31
    oost-meetjesland,Eerstelijnszone Oost-Meetjesland,Oost-Vlaanderen,43002,,2020-07-01,2024-12-31
    oost-meetjesland,Eerstelijnszone Oost-Meetjesland,Oost-Vlaanderen,43005,,2025-01-01,
    oost-meetjesland,Eerstelijnszone Oost-Meetjesland,Oost-Vlaanderen,43002,,2025-01-01,
    scheldekracht,Eerstelijnszone Scheldekracht,Oost-Vlaanderen,44034,,2020-07-01,2024-12-31
    scheldekracht,Eerstelijnszone Scheldekracht,Oost-Vlaanderen,44087,,2025-01-01,
    antwerpen-centrum,Eerstelijnszone Antwerpen Centrum,Antwerpen,11002,2000|2018|2050|2060|2600,2020-07-01,
    antwerpen-oost,Eerstelijnszone Antwerpen Oost,Antwerpen,11002,2100,2020-07-01,
    antwerpen-oost,Eerstelijnszone Antwerpen Oost,Antwerpen,11002,2140,2020-07-01,
    antwerpen-oost,Eerstelijnszone Antwerpen Oost,Antwerpen,11052,,2020-07-01,
    """

  let table: CareZoneTable
  let today: CalendarDate

  init() throws {
    table = try CareZoneTable(csv: Self.csv)
    today = try CalendarDate(iso: "2025-06-15")
  }

  @Test("Lists the zones of a day by id, each municipality once although it is divided")
  func zones() throws {
    let zones = table.zones(at: today)
    #expect(zones.map(\.id) == ["antwerpen-centrum", "antwerpen-oost", "oost-meetjesland", "scheldekracht"])
    #expect(
      zones.map { $0.municipalities.map(\.digits) } == [
        ["11002"], ["11002", "11052"], ["43002", "43005"], ["44087"],
      ]
    )
    #expect(try table.zones(at: CalendarDate(iso: "2020-06-30")).isEmpty)
  }

  @Test("Gives a zone with the municipalities that it had on a day")
  func zoneAtDate() throws {
    let before = try table.zone(id: "scheldekracht", at: CalendarDate(iso: "2024-12-31"))
    let after = try table.zone(id: "scheldekracht", at: CalendarDate(iso: "2025-01-01"))
    #expect(before.municipalities.map(\.digits) == ["44034"])
    #expect(after.municipalities.map(\.digits) == ["44087"])
    #expect(after.name == "Eerstelijnszone Scheldekracht" && after.province == "Oost-Vlaanderen")
  }

  @Test("Finds the zone of a municipality")
  func zoneOfMunicipality() throws {
    #expect(try table.zone(of: NISCode("43005"), at: today).id == "oost-meetjesland")
    #expect(try table.zone(of: NISCode("44034"), at: CalendarDate(iso: "2024-12-31")).id == "scheldekracht")
  }

  @Test(
    "Finds the zone of a part of Antwerpen by its postal code",
    arguments: [("2018", "antwerpen-centrum"), ("2100", "antwerpen-oost"), ("2140", "antwerpen-oost")]
  )
  func dividedCity(postalCode: String, zone: String) throws {
    #expect(try table.zone(of: NISCode("11002"), at: today, postalCode: PostalCode(postalCode)).id == zone)
  }

  @Test("Does not guess: a divided city needs a postal code, and one that is in a zone")
  func noGuess() throws {
    let (code, borsbeek) = try (NISCode("11002"), PostalCode("2150"))
    #expect(thrown { () throws(ValueError) in try table.zone(of: code, at: today) }?.kind == .ambiguous)
    let error = thrown { () throws(ValueError) in try table.zone(of: code, at: today, postalCode: borsbeek) }
    #expect(error?.kind == .unknownCode)
  }

  @Test("Refuses an unknown zone or municipality, and one that was not there on that day")
  func refuses() throws {
    let (ledegem, former, early) = try (NISCode("36010"), NISCode("44034"), CalendarDate(iso: "2020-06-30"))
    #expect(
      thrown { () throws(ValueError) in try table.zone(id: "nergens", at: today) }?.kind == .unknownCode
    )
    #expect(
      thrown { () throws(ValueError) in try table.zone(id: "scheldekracht", at: early) }?.kind
        == .notValidAtDate
    )
    #expect(thrown { () throws(ValueError) in try table.zone(of: ledegem, at: today) }?.kind == .unknownCode)
    #expect(
      thrown { () throws(ValueError) in try table.zone(of: former, at: today) }?.kind == .notValidAtDate
    )
  }

  @Test(
    "Refuses a bad row and names its number",
    arguments: [
      ("a,A,P,43006,,2020-13-01,", ValueError.Kind.noSuchDate), ("a,A,P,43006,,,", .wrongFormat),
      ("a,A,P,43006,,2020-07-01,2020-06-30", .endBeforeStart), ("a,A,P,43,,2020-07-01,", .wrongLength),
      ("a,A,P,43006,2000|200,2020-07-01,", .wrongLength), ("UNKNOWN,A,P,43006,,2020-07-01,", .wrongFormat),
      ("z,Z,P,43006,,2020-07-01,", .inconsistent), ("a,A,P,43005,,2024-12-31,", .inconsistent),
      ("a,A,P,43005,9900,2024-12-31,", .inconsistent), ("a,A,P,11002,2000|2999,2024-12-31,", .inconsistent),
    ]
  )
  func badRow(row: String, kind: ValueError.Kind) {
    let csv = """
      \(Self.header)
      z,Zone,P,43005,,2020-07-01,2024-12-31
      z,Zone,P,11002,2000|2018,2020-07-01,
      \(row)
      """
    let error = thrown { () throws(ValueError) in try CareZoneTable(csv: csv) }
    #expect(error?.kind == kind)
    #expect(error?.reason.hasPrefix("Row 4: ") == true)
  }
}
