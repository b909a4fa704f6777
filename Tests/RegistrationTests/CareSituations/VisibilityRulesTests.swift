import CareTypes
import ServiceCore
import Testing

@testable import RegistrationDomain

/// The rules of visibility, without a database.
@Suite("Who sees whom")
struct VisibilityRulesTests {
  private let today: CalendarDate
  private let tables: ReferenceTables
  private let aalter: NISCode
  private let kaprijke: NISCode

  init() throws {
    today = try CalendarDate(year: 2025, month: 6, day: 1)
    tables = try ReferenceTables()
    aalter = try NISCode("44084")
    kaprijke = try NISCode("43007")
  }

  /// A person, by a key.
  private func person(
    _ key: Int64,
    isSealed: Bool = false,
    isRestricted: Bool = false,
    isErased: Bool = false,
    isMerged: Bool = false,
    unconfirmedIn: NISCode? = nil
  ) -> PersonStatus {
    PersonStatus(
      key: key,
      id: .random(),
      isSealed: isSealed,
      isRestricted: isRestricted,
      isErased: isErased,
      isMerged: isMerged,
      unconfirmedIn: unconfirmedIn
    )
  }

  private func home(
    _ place: Place,
    from start: CalendarDate? = nil,
    isReplaced: Bool = false,
    recorded: Int64 = 1
  ) throws -> CareNetwork.Home {
    CareNetwork.Home(
      place: place,
      start: try start ?? CalendarDate(year: 2020, month: 1, day: 1),
      isReplaced: isReplaced,
      recordTime: Instant(microseconds: recorded)
    )
  }

  private func rules(
    _ homes: [Int64: [CareNetwork.Home]],
    _ links: [Int64: [CareNetwork.Link]] = [:],
    seeing municipality: NISCode?,
    _ clearance: CallScope.Clearance = .none
  ) -> VisibilityRules {
    let scope = municipality.map { CallScope(municipalities: [$0], clearance: clearance) }
    return VisibilityRules(
      viewer: Viewer(scope: scope, today: today),
      network: CareNetwork(homes: homes, links: links, tables: tables),
      tables: tables
    )
  }

  @Test("A person is visible where they live, and nowhere else")
  func atHome() throws {
    let homes = [Int64(1): [try home(.municipality(aalter))]]
    let someone = person(1)
    #expect(try rules(homes, seeing: aalter).sees(someone))
    #expect(try !rules(homes, seeing: kaprijke).sees(someone))
    #expect(try rules(homes, seeing: nil).sees(someone))
    #expect(throws: Refusal.self) { try rules(homes, seeing: kaprijke).requireAtHome(someone) }
  }

  @Test("A care partner is visible while the care goes on and a year after it, but their record is not kept")
  func partners() throws {
    let homes = [Int64(1): [try home(.municipality(aalter))], 2: [try home(.municipality(kaprijke))]]
    let cases: [(end: CalendarDate?, isVisible: Bool)] = [
      (nil, true), (try today.adding(days: -365), true), (try today.adding(days: -366), false),
    ]
    for (end, isVisible) in cases {
      let links = [Int64(1): [CareNetwork.Link(partner: 2, end: end)], 2: [CareNetwork.Link(partner: 1, end: end)]]
      let rules = rules(homes, links, seeing: aalter)
      #expect(try rules.sees(person(2)) == isVisible)
      #expect(try !rules.isAtHome(person(2)))
    }
  }

  @Test("A sealed record takes a clearance, a lower one to find than to read")
  func sealed() throws {
    let homes = [Int64(1): [try home(.municipality(aalter))]]
    let someone = person(1, isSealed: true)
    #expect(try !rules(homes, seeing: aalter, .none).sees(someone, clearance: .find))
    #expect(try rules(homes, seeing: aalter, .find).sees(someone, clearance: .find))
    #expect(try !rules(homes, seeing: aalter, .find).sees(someone))
    #expect(try rules(homes, seeing: aalter, .read).sees(someone))
  }

  @Test("For someone abroad the municipalities of their care partners act, else the last one where they lived")
  func abroad() throws {
    let abroad = Place.country(try CountryCode("NL"))
    let moved = try CalendarDate(year: 2024, month: 1, day: 1)
    var homes = [
      Int64(1): [try home(.municipality(kaprijke)), try home(abroad, from: moved)],
      2: [try home(.municipality(aalter))],
    ]
    let links = [Int64(1): [CareNetwork.Link(partner: 2, end: nil)]]
    let network = CareNetwork(homes: homes, links: links, tables: tables)
    #expect(try network.municipalities(of: 1, on: today) == [aalter])
    #expect(try network.place(of: 1, on: try moved.adding(days: -1)) == .municipality(kaprijke))
    #expect(try CareNetwork(homes: homes, links: [:], tables: tables).municipalities(of: 1, on: today) == [kaprijke])
    // Who never lived in Flanders: whoever they were in care with, however long ago.
    homes[1] = [try home(abroad)]
    let ended = [Int64(1): [CareNetwork.Link(partner: 2, end: moved)]]
    let late = CareNetwork(homes: homes, links: ended, tables: tables)
    #expect(try late.municipalities(of: 1, on: today) == [aalter])
    #expect(try late.territory(of: 1, on: today) == [aalter])
  }

  @Test("Where someone lived last is told by what is known now, before what was known earlier")
  func lastMunicipality() throws {
    let later = try CalendarDate(year: 2023, month: 1, day: 1)
    let homes = [
      Int64(1): [
        try home(.municipality(aalter)), try home(.municipality(kaprijke), from: later, isReplaced: true),
      ]
    ]
    #expect(CareNetwork(homes: homes, links: [:], tables: tables).lastMunicipality(of: 1) == aalter)
    #expect(CareNetwork(homes: [:], links: [:], tables: tables).lastMunicipality(of: 1) == nil)
  }

  @Test("An unconfirmed record is masked for who made it, and waits for the municipality where the person lives")
  func masked() throws {
    let homes = [Int64(1): [try home(.municipality(kaprijke))], 2: [try home(.municipality(aalter))]]
    let links = [Int64(1): [CareNetwork.Link(partner: 2, end: nil)]]
    let someone = person(1, unconfirmedIn: kaprijke)
    #expect(try rules(homes, links, seeing: aalter).isMasked(someone))
    #expect(try !rules(homes, links, seeing: kaprijke).isMasked(someone))
    #expect(try !rules(homes, links, seeing: aalter).isMasked(person(1)))
    #expect(throws: Refusal.self) { try rules(homes, links, seeing: aalter).requireUnmasked(someone) }
    #expect(throws: Refusal.self) { try rules(homes, links, seeing: kaprijke).requireConfirmed(someone) }
    #expect(throws: Never.self) { try rules(homes, links, seeing: aalter).requireConfirmed(someone) }
  }

  @Test("Whoever keeps a number decides on who claims it, unless the claimant is sealed")
  func claims() throws {
    let homes = [Int64(1): [try home(.municipality(kaprijke))], 2: [try home(.municipality(aalter))]]
    let here = rules(homes, seeing: aalter)
    #expect(try here.mayDecideOnClaim(of: person(1), on: person(2), hasClaim: true))
    #expect(try !here.mayDecideOnClaim(of: person(1), on: person(2), hasClaim: false))
    #expect(try !here.mayDecideOnClaim(of: person(1, isSealed: true), on: person(2), hasClaim: true))
    #expect(try !rules(homes, seeing: kaprijke).mayDecideOnClaim(of: person(1), on: person(2), hasClaim: true))
  }

  @Test("A registration needs someone who lives in a municipality of the client")
  func residents() throws {
    let homes = [Int64(1): [try home(.municipality(kaprijke))], 2: [try home(.municipality(aalter))]]
    #expect(throws: Never.self) { try rules(homes, seeing: aalter).requireResident(among: [person(1), person(2)]) }
    #expect(throws: Refusal.self) { try rules(homes, seeing: aalter).requireResident(among: [person(1)]) }
    let abroad = [Int64(1): [try home(.country(try CountryCode("NL")))]]
    #expect(throws: Refusal.self) { try rules(abroad, seeing: nil).requireResident(among: [person(1)]) }
  }

  @Test("What was erased, merged or restricted is not changed")
  func changeable() throws {
    func reason(_ status: PersonStatus, evenRestricted: Bool = false) -> Refusal.Reason? {
      do throws(Refusal) {
        try status.requireChangeable(evenRestricted: evenRestricted)
        return nil
      } catch { return error.reason }
    }
    #expect(reason(person(1)) == nil)
    #expect(reason(person(1, isErased: true)) == .personGone)
    #expect(reason(person(1, isMerged: true), evenRestricted: true) == .personGone)
    #expect(reason(person(1, isRestricted: true)) == .personRestricted)
    #expect(reason(person(1, isRestricted: true), evenRestricted: true) == nil)
  }

  @Test("Care is shown to both municipalities for the days of living there, without a gap")
  func stays() throws {
    let moved = try CalendarDate(year: 2024, month: 1, day: 1)
    var mover = Timeline(start: try CalendarDate(year: 2020, month: 1, day: 1), value: Place.municipality(aalter))
    mover.replace(from: moved, with: .country(try CountryCode("NL")))
    let abroad = Timeline(start: moved, value: Place.country(try CountryCode("NL")))
    let stays = CareVisibilityPeriods.stays(of: [mover, abroad], earlier: { [] })
    #expect(stays.map(\.municipality) == [aalter, aalter])
    #expect(stays[0].days.lowerBound == CareVisibilityPeriods.always.lowerBound)
    #expect(stays[1].days.lowerBound == moved.daysSinceEpoch)
    #expect(stays[1].days.upperBound == CareVisibilityPeriods.always.upperBound)
    let earlier = CareVisibilityPeriods.stays(of: [abroad], earlier: { [kaprijke] })
    #expect(earlier == [CareVisibilityPeriods.Stay(municipality: kaprijke, days: CareVisibilityPeriods.always)])
  }
}
