import CareTypes
import ServiceCore
import ServiceRuntime
import Testing

@Suite("The municipalities of Belgium")
struct BelgianMunicipalitiesTests {
  @Test("There are 565 in use: 285 in Flanders, 19 in Brussels, 261 in Wallonia, each in its region")
  func counts() throws {
    let tables = try ReferenceTables()
    let today = try CalendarDate(year: 2025, month: 6, day: 1)
    let flemish = tables.municipalities.allValid(at: today)
    let others = tables.municipalitiesElsewhere.allValid(at: today)
    #expect(flemish.count == 285 && flemish.allSatisfy { $0.code.region == .flanders })
    #expect(others.filter { $0.code.region == .brussels }.count == 19)
    #expect(others.filter { $0.code.region == .wallonia }.count == 261)
    #expect(others.count == 280)
    let before = tables.municipalitiesElsewhere.allValid(at: try CalendarDate(year: 2018, month: 12, day: 31))
    #expect(before.filter { $0.code.region == .wallonia }.count == 262)
  }

  @Test(
    "Codes that ended belong to what took over their area",
    arguments: [
      ("82003", "82039"), ("82005", "82039"), ("55022", "58001"), ("54007", "57096"), ("55010", "51067"),
      ("21004", "21004"), ("44001", "44084"), ("99999", "99999"),
    ]
  )
  func current(code: String, expected: String) throws {
    let tables = try ReferenceTables()
    let today = try CalendarDate(year: 2025, month: 6, day: 1)
    #expect(tables.current(try NISCode(code), on: today).digits == expected)
    #expect(tables.current(try Place(code), on: today).text == expected)
  }
}
