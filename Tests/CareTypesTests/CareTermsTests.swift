import CareTypes
import Foundation
import Testing

@Suite("The terms of care")
struct CareTermsTests {
  private static func terms() throws -> CareTerms {
    CareTerms(
      relation: .otherFamily,
      hours: try CareHours(minutes: 990, per: .week),
      tasks: [.personalCare, .transport],
      causes: [.age],
      dwelling: .withCaregiver,
      sameAddress: true,
      professionalInvolved: true,
      role: .primary
    )
  }

  private static func fewest() throws -> CareTerms {
    CareTerms(relation: .friend, hours: try CareHours(minutes: 30, per: .week), dwelling: .ownHome)
  }

  @Test("Are stored in a form that does not change")
  func stored() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    func text(_ terms: CareTerms) throws -> String { String(decoding: try encoder.encode(terms), as: UTF8.self) }
    let full = try text(Self.terms())
    let fewest = try text(Self.fewest())
    #expect(
      full == """
        {"causes":["age"],"dwelling":"with_caregiver","minutesPerWeek":990,"professionalInvolved":true,\
        "relation":"other_family","role":"primary","sameAddress":true,"tasks":["personal_care","transport"]}
        """
    )
    #expect(
      fewest == """
        {"dwelling":"own_home","minutesPerWeek":30,"professionalInvolved":false,"relation":"friend","sameAddress":false}
        """
    )
    for terms in [try Self.terms(), try Self.fewest()] {
      #expect(try JSONDecoder().decode(CareTerms.self, from: encoder.encode(terms)) == terms)
    }
  }

  @Test(
    "Hold the hours in the unit in which they were declared, and nothing that was worked out",
    arguments: [(3_000, CareHours.Unit.month, "minutesPerMonth"), (36_000, .year, "minutesPerYear")]
  )
  func hours(minutes: Int, unit: CareHours.Unit, key: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let terms = CareTerms(relation: .friend, hours: try CareHours(minutes: minutes, per: unit), dwelling: .ownHome)
    let stored = try encoder.encode(terms)
    #expect(
      String(decoding: stored, as: UTF8.self) == """
        {"dwelling":"own_home","\(key)":\(minutes),"professionalInvolved":false,"relation":"friend","sameAddress":false}
        """
    )
    #expect(try JSONDecoder().decode(CareTerms.self, from: stored) == terms)
  }

  @Test("Are read also when they were stored before some of the terms existed")
  func older() throws {
    let stored = Data(#"{"relation":"friend","minutesPerWeek":30,"dwelling":"own_home","role":null}"#.utf8)
    #expect(try JSONDecoder().decode(CareTerms.self, from: stored) == Self.fewest())
  }

  @Test(
    "Are not read when a required one is missing or wrong",
    arguments: [
      #"{"minutesPerWeek":30,"dwelling":"own_home"}"#,
      #"{"relation":"friend","minutesPerWeek":0,"dwelling":"own_home"}"#,
      #"{"relation":"friend","dwelling":"own_home"}"#,
      #"{"relation":"friend","minutesPerMonth":43681,"dwelling":"own_home"}"#,
      #"{"relation":"aunt","minutesPerWeek":30,"dwelling":"own_home"}"#,
    ]
  )
  func wrong(json: String) {
    #expect(throws: (any Error).self) { try JSONDecoder().decode(CareTerms.self, from: Data(json.utf8)) }
  }

  @Test("Each have a number of their own, which no other field of an imported row has")
  func codes() {
    let codes = CareTerm.allCases.map(\.code) + [5, 6, 11]
    #expect(Set(codes).count == codes.count)
    #expect(codes.allSatisfy { (1...63).contains($0) })
  }

  @Test("Are named by their field; the hours have two")
  func fields() {
    for term in CareTerm.allCases { #expect(CareTerm(field: term.rawValue) == term) }
    #expect(CareTerm(field: "hours") == .hours)
    #expect(CareTerm(field: "hours.per_month") == nil)
  }

  @Test("Can be given one by one; those that are not given stay, or have the value of one that is not given")
  func patches() throws {
    var patch = CareTermsPatch()
    #expect(patch.completed == nil)
    patch.role = .some(nil)
    patch.sameAddress = false
    let changed = patch.applied(to: try Self.terms())
    let before = try Self.terms()
    #expect(CareTerm.allCases.filter { changed[$0] != before[$0] } == [.sameAddress, .role])
    patch.relation = .friend
    patch.hours = try CareHours(minutes: 30, per: .week)
    patch.dwelling = .ownHome
    #expect(patch.completed == (try Self.fewest()))
  }
}
