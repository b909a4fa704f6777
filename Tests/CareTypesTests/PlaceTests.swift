import CareTypes
import Testing

@Suite("Places where people live")
struct PlaceTests {
  @Test(
    "A place is a municipality of Belgium or another country, each with its region",
    arguments: [
      ("44084", .flanders), ("11002", .flanders), ("23002", .flanders), ("24062", .flanders), ("37022", .flanders),
      ("73111", .flanders), ("21004", .brussels), ("25110", .wallonia), ("57097", .wallonia), ("63023", .wallonia),
      ("82039", .wallonia), ("92094", .wallonia), ("NL", .abroad), ("MA", .abroad),
    ] as [(String, Region)]
  )
  func reads(text: String, region: Region) throws {
    let place = try Place(text)
    #expect(place.text == text && place.region == region)
    #expect((place.country == nil) == (region != .abroad) && (place.municipality == nil) == (region == .abroad))
    #expect((place.flemishMunicipality != nil) == (region == .flanders))
  }

  @Test("What is no place is refused", arguments: ["", "BE", "nl", "NLD", "XX", "4408", "44O84", "2100", "N1"])
  func refuses(text: String) {
    #expect(throws: ValueError.self) { try Place(text) }
  }

  @Test("A code of a region or an arrondissement lies in no region by itself", arguments: ["01000", "02000", "20001"])
  func areas(code: String) throws {
    #expect(try NISCode(code).region == nil)
  }
}
