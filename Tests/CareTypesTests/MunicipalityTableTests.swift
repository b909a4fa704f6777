import CareTypes
import Testing

@Suite struct MunicipalityTableTests {
  static let header = "nis_code,name_nl,province,valid_from,valid_to,merged_into,merged_from"

  /// Rows as they are, and one invented merger of 2100 after them, so that a chain of two is tried.
  static let csv = """
    \(header)
    11002,Antwerpen,Antwerpen,,,,11007
    11007,Borsbeek,Antwerpen,,2024-12-31,11002,
    11056,Zwijndrecht,Antwerpen,,2024-12-31,46030,
    43005,Eeklo,Oost-Vlaanderen,,,,
    44001,Aalter,Oost-Vlaanderen,,2018-12-31,44084,
    44029,Knesselare,Oost-Vlaanderen,,2018-12-31,44084,
    44034,Lochristi,Oost-Vlaanderen,,2024-12-31,44087,
    44073,Wachtebeke,Oost-Vlaanderen,,2024-12-31,44087,
    44084,Aalter,Oost-Vlaanderen,2019-01-01,,,44001|44029
    44087,Lochristi,Oost-Vlaanderen,2025-01-01,2099-12-31,99999,44034|44073
    46030,Beveren-Kruibeke-Zwijndrecht,Oost-Vlaanderen,2025-01-01,,,11056
    99999,Verzonnen,Oost-Vlaanderen,2100-01-01,,,44087
    """

  let table: MunicipalityTable

  init() throws {
    table = try MunicipalityTable(csv: Self.csv)
  }

  @Test(
    "Section \"NIS code\": a code is a municipality at a date",
    arguments: [
      ("44034", "2024-12-31", "Lochristi"), ("44087", "2025-01-01", "Lochristi"),
      ("44001", "2018-12-31", "Aalter"),
      ("44084", "2019-01-01", "Aalter"), ("11002", "2024-12-31", "Antwerpen"),
      ("11002", "2025-01-01", "Antwerpen"),
      ("43005", "1990-01-01", "Eeklo"),
    ]
  )
  func valid(code: String, date: String, name: String) throws {
    let municipality = try table.municipality(NISCode(code), at: CalendarDate(iso: date))
    #expect(municipality.nameNL == name)
    #expect(municipality.code.digits == code)
  }

  @Test(
    "Section \"NIS code\": refuses a code outside its dates and names the one to use",
    arguments: [
      ("44034", "2025-01-01", "Lochristi (44087)"), ("44073", "2025-01-01", "Lochristi (44087)"),
      ("44001", "2019-01-01", "Aalter (44084)"), ("11007", "2025-06-01", "Antwerpen (11002)"),
      ("44087", "2024-12-31", "44034, 44073"), ("44034", "2150-01-01", "Verzonnen (99999)"),
    ]
  )
  func notValid(code: String, date: String, instead: String) throws {
    let (code, date) = try (NISCode(code), CalendarDate(iso: date))
    let error = thrown { () throws(ValueError) in try table.municipality(code, at: date) }
    #expect(error?.kind == .notValidAtDate)
    #expect(error?.reason.contains(instead) == true)
    #expect(error?.reason.contains(code.digits) == false)
  }

  @Test("Refuses a code that is in no row")
  func unknown() throws {
    let (code, date) = try (NISCode("44999"), CalendarDate(iso: "2025-01-01"))
    #expect(thrown { () throws(ValueError) in try table.municipality(code, at: date) }?.kind == .unknownCode)
    #expect(thrown { () throws(ValueError) in try table.successor(of: code, at: date) }?.kind == .unknownCode)
  }

  @Test(
    "Follows mergers, also over a change of province and in a chain",
    arguments: [
      ("44034", "2024-12-31", "44034"), ("44034", "2025-01-01", "44087"), ("44001", "2025-01-01", "44084"),
      ("11056", "2025-01-01", "46030"), ("11007", "2025-01-01", "11002"), ("44034", "2100-01-01", "99999"),
      ("43005", "2030-01-01", "43005"),
    ]
  )
  func successor(code: String, date: String, successor: String) throws {
    #expect(try table.successor(of: NISCode(code), at: CalendarDate(iso: date)).code.digits == successor)
  }

  @Test("A code has no successor before it came into use")
  func successorTooEarly() throws {
    let (code, date) = try (NISCode("44087"), CalendarDate(iso: "2024-12-31"))
    #expect(
      thrown { () throws(ValueError) in try table.successor(of: code, at: date) }?.kind == .notValidAtDate
    )
  }

  @Test("Lists the municipalities of a day in order of code, and each area once")
  func allValid() throws {
    let before = try table.allValid(at: CalendarDate(iso: "2018-12-31")).map(\.code.digits)
    let between = try table.allValid(at: CalendarDate(iso: "2024-12-31")).map(\.code.digits)
    let after = try table.allValid(at: CalendarDate(iso: "2025-01-01")).map(\.code.digits)
    #expect(before == ["11002", "11007", "11056", "43005", "44001", "44029", "44034", "44073"])
    #expect(between == ["11002", "11007", "11056", "43005", "44034", "44073", "44084"])
    #expect(after == ["11002", "43005", "44084", "44087", "46030"])
  }

  @Test(
    "Refuses a bad row and names its number",
    arguments: [
      ("4300,Eeklo,Oost-Vlaanderen,,,,", ValueError.Kind.wrongLength),
      ("43005,,Oost-Vlaanderen,,,,", .wrongFormat),
      ("43005,Eeklo,,,,,", .wrongFormat), ("43005,Eeklo,Oost-Vlaanderen,2025-02-30,,,", .noSuchDate),
      ("43005,Eeklo,Oost-Vlaanderen,2025-01-02,2025-01-01,,", .endBeforeStart),
      ("43005,Eeklo,Oost-Vlaanderen,,,43010,", .inconsistent),
      ("43005,Eeklo,Oost-Vlaanderen,,2024-12-31,43005,", .inconsistent),
      ("43005,Eeklo,Oost-Vlaanderen,,2024-12-31,43099,", .inconsistent),
      ("43005,Eeklo,Oost-Vlaanderen,,2024-12-31,43011,", .inconsistent),
      ("43010,Maldegem,Oost-Vlaanderen,,,,", .inconsistent),
      ("43005,Eeklo,Oost-Vlaanderen,,,,44001||44029", .wrongLength),
      ("43005,Eeklo,Oost-Vlaanderen", .wrongFormat),
    ]
  )
  func badRow(row: String, kind: ValueError.Kind) {
    let csv = """
      \(Self.header)
      43010,Maldegem,Oost-Vlaanderen,,,,
      \(row)
      43011,Later,Oost-Vlaanderen,2026-01-01,,,
      """
    let error = thrown { () throws(ValueError) in try MunicipalityTable(csv: csv) }
    #expect(error?.kind == kind)
    #expect(error?.reason.hasPrefix("Row 3: ") == true)
  }

  @Test("Passes over columns that it does not need, in any order")
  func otherColumns() throws {
    let csv = """
      status,nis_code,note,name_nl,province,merged_from,merged_into,valid_from,valid_to
      active,43005,"een, twee",Eeklo,Oost-Vlaanderen,,,,
      """
    let eeklo = try MunicipalityTable(csv: csv).municipality(
      NISCode("43005"),
      at: CalendarDate(iso: "2025-01-01")
    )
    #expect(eeklo.nameNL == "Eeklo" && eeklo.province == "Oost-Vlaanderen" && eeklo.mergedFrom.isEmpty)
  }
}

@Suite struct NISCodeTests {
  @Test(
    "Section \"NIS code\": keeps five digits as text, with a leading zero",
    arguments: ["02000", "43005"]
  )
  func accepts(text: String) throws {
    #expect(try NISCode(text).digits == text)
  }

  @Test(
    "Section \"NIS code\": refuses another form",
    arguments: [
      ("2000", ValueError.Kind.wrongLength), ("430050", .wrongLength), ("nis-43005", .wrongFormat),
      ("43 05", .wrongFormat),
    ]
  )
  func refuses(text: String, kind: ValueError.Kind) {
    #expect(refusal(of: text) { text throws(ValueError) in try NISCode(text) } == kind)
  }
}
