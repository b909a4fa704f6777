import CareTypes
import ServiceCore
import Testing

@testable import RegistrationDomain

@Suite("Numbers and confirmations")
struct NumberRulesTests {
  private let today: CalendarDate
  private let aalter: NISCode
  private let kaprijke: NISCode

  init() throws {
    today = try CalendarDate(year: 2025, month: 6, day: 1)
    aalter = try NISCode("44084")
    kaprijke = try NISCode("43007")
  }

  private func person(_ key: Int64, unconfirmedIn: NISCode? = nil) -> PersonStatus {
    PersonStatus(
      key: key,
      id: .random(),
      isSealed: false,
      isRestricted: false,
      isErased: false,
      isMerged: false,
      unconfirmedIn: unconfirmedIn
    )
  }

  private func viewer(_ municipality: NISCode?) -> Viewer {
    Viewer(scope: municipality.map { CallScope(municipalities: [$0], clearance: .none) }, today: today)
  }

  /// Rules for someone in Kaprijke, seen by a municipality.
  private func rules(seeing municipality: NISCode) throws -> VisibilityRules {
    let tables = try ReferenceTables()
    let home = CareNetwork.Home(
      place: .municipality(kaprijke),
      start: try today.adding(days: -100),
      isReplaced: false,
      recordTime: Instant(microseconds: 1)
    )
    let network = CareNetwork(homes: [1: [home], 2: [home]], links: [:], tables: tables)
    return VisibilityRules(viewer: viewer(municipality), network: network, tables: tables)
  }

  private func reason(_ body: () throws(Refusal) -> Void) -> Refusal.Reason? {
    do throws(Refusal) {
      try body()
      return nil
    } catch { return error.reason }
  }

  @Test("A number of someone else is not given to a person, unless that one's record is not confirmed")
  func free() {
    let (mine, other, claimed) = (person(1), person(2), person(3, unconfirmedIn: kaprijke))
    #expect(reason { () throws(Refusal) in try NumberRules.requireFree(for: mine, holder: nil) } == nil)
    #expect(reason { () throws(Refusal) in try NumberRules.requireFree(for: mine, holder: mine) } == nil)
    #expect(reason { () throws(Refusal) in try NumberRules.requireFree(for: mine, holder: claimed) } == nil)
    #expect(reason { () throws(Refusal) in try NumberRules.requireFree(for: mine, holder: other) } == .numberInUse)
  }

  @Test("A record is confirmed unless a record that one sees has its number")
  func confirm() throws {
    let mine = person(1, unconfirmedIn: kaprijke)
    let (here, elsewhere) = (try rules(seeing: kaprijke), try rules(seeing: aalter))
    func confirm(_ rules: VisibilityRules) -> Refusal.Reason? {
      reason { () throws(Refusal) in
        try NumberRules.requireConfirmable(mine, bearers: [person(2)], by: rules)
      }
    }
    #expect(confirm(here) == .numberInUse)
    #expect(confirm(elsewhere) == nil)
  }

  @Test("The municipality where someone lives gets a record of its own beside one that it has not confirmed")
  func ownRecord() throws {
    let number = PersonNumber.insz(try INSZ.fictional(born: CalendarDate(year: 1950, month: 2, day: 3), serial: 951))
    let found = person(1, unconfirmedIn: kaprijke)
    let (here, elsewhere) = (try rules(seeing: kaprijke), try rules(seeing: aalter))
    #expect(try NumberRules.needsOwnRecord(number, found: found, bearer: nil, by: here))
    #expect(try !NumberRules.needsOwnRecord(number, found: found, bearer: 1, by: here))
    #expect(try !NumberRules.needsOwnRecord(number, found: found, bearer: nil, by: elsewhere))
    #expect(try !NumberRules.needsOwnRecord(number, found: person(1), bearer: nil, by: here))
    #expect(NumberRules.isClaim(of: found, isTaken: false))
    #expect(!NumberRules.isClaim(of: person(1), isTaken: false))
    #expect(NumberRules.isClaim(of: person(1), isTaken: true))
  }

  @Test("Whoever registers or moves someone elsewhere leaves it to that municipality to confirm the record")
  func awaited() {
    #expect(ConfirmationRules.awaited(at: kaprijke, by: viewer(aalter)) == kaprijke)
    #expect(ConfirmationRules.awaited(at: aalter, by: viewer(aalter)) == nil)
    #expect(ConfirmationRules.awaited(at: nil, by: viewer(aalter)) == nil)
    #expect(ConfirmationRules.awaited(at: kaprijke, by: viewer(nil)) == nil)
    func change(_ home: NISCode?, isUnconfirmed: Bool = false, hasClaims: Bool = false) -> ConfirmationRules.Change {
      ConfirmationRules.change(
        movingTo: home,
        isUnconfirmed: isUnconfirmed,
        hasClaims: hasClaims,
        by: viewer(aalter)
      )
    }
    #expect(change(kaprijke) == .awaits(kaprijke))
    #expect(change(aalter) == .none)
    #expect(change(nil, isUnconfirmed: true) == .none)
    #expect(change(aalter, isUnconfirmed: true) == .awaits(nil))
    #expect(change(aalter, isUnconfirmed: true, hasClaims: true) == .awaits(aalter))
  }
}
