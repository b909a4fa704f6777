import CareTypes
import Foundation
import RegistrationAPI
import ServiceCore
import ServiceRuntime
import SwiftProtobuf
import TestSupport
import Testing
import TypeAPI

@testable import Registration
@testable import RegistrationDomain

@Suite("Statements of a registration and of a read")
struct RegistrationStatementTests {
  @Test("A registration of two people who are new reads only who has their numbers, names and request id")
  func reads() async throws {
    let counter = StatementCounter(containing: "SELECT")
    try await withRegistryAndStore(counting: counter) { registry, store in
      let new = try Self.newCare()
      let viewer = Viewer(
        scope: CallScope(municipalities: [try NISCode("44084")], clearance: .none),
        today: try registry.clock.clock.today()
      )
      let command = try Command(requestID: UUID().uuidString, method: "test", body: Data())
      counter.reset()
      _ = try await store.careSituations.register(new, for: viewer, command: command)
      // The request, the number of each, and for each the insert of their likeness keys and who shares them.
      #expect(counter.counts.executed == 7)
    }
  }

  @Test("A care situation is read in eleven statements, however much there is about its people")
  func careSituation() async throws {
    let counter = StatementCounter(containing: "SELECT")
    try await withRegistryAndStore(counting: counter) { registry, store in
      let registered = try await registry.register(Samples.careSituation())
      let id = try #require(OpaqueID(String(registered.careSituation.split(separator: "/").last ?? "")))
      let viewer = Viewer(scope: nil, today: try registry.clock.clock.today())
      counter.reset()
      _ = try await store.careSituations.careSituation(id, for: viewer)
      // The care, its people with their keys, revision, terms, numbers, residences, consents, evidence, joined care.
      #expect(counter.counts.executed == 9)
      let municipality = Viewer(
        scope: CallScope(municipalities: [try NISCode("44084")], clearance: .none),
        today: viewer.today
      )
      counter.reset()
      _ = try await store.careSituations.careSituation(id, for: municipality)
      #expect(counter.counts.executed == 10)
    }
  }

  @Test(
    "The event of a registration says what the event of the stored care says",
    arguments: [["44084", "44084"], ["44084", "43007"], ["43007", "44084"]]
  )
  func event(homes: [String]) async throws {
    try await withRegistryAndStore { registry, store in
      var situation = Samples.careSituation()
      situation.caregiver.municipality = homes[0]
      situation.recipient.municipality = homes[1]
      // About either person and about the care, not in the order in which they are read.
      situation.evidence += [
        Self.evidence("situation.kinship_degree") { $0.intValue = 1 },
        Self.evidence("caregiver.employer_agrees") { $0.boolValue = true },
        Self.evidence("recipient.belrai_total") { $0.decimalValue = 13.5 },
      ]
      let registered = try await registry.seeing("44084") { [situation] in try await registry.register(situation) }
      let id = try #require(OpaqueID(String(registered.careSituation.split(separator: "/").last ?? "")))
      let outbox = store.careSituations.registrationOutbox
      let events = try await store.database.write { transaction in
        let db = transaction.connection
        let care = try #require(try store.careSituations.careRecords.careSituation(id, in: db))
        try outbox.publishFacts(of: care, in: transaction)
        return try db.values(Data.self, "SELECT payload FROM outbox ORDER BY sequence")
      }
      #expect(events.count > 1)
      #expect(events.first == events.last)
    }
  }

  private static func evidence(
    _ fact: String,
    _ value: (inout Mantel_Type_V1_Evidence) -> Void
  ) -> Mantel_Type_V1_Evidence {
    .with {
      $0.fact = fact
      $0.assessor = "Werkgever Verzonnen"
      $0.issuedDate = Samples.date(2024, 5, 1)
      value(&$0)
    }
  }

  private static func newCare() throws -> NewCareSituation {
    try NewCareSituation(
      caregiver: person("De Fictieve", born: CalendarDate(year: 1971, month: 4, day: 5)),
      recipient: person("Bedachtzaam", born: CalendarDate(year: 1941, month: 7, day: 8)),
      care: CareDetails(
        terms: CareTerms(relation: .otherFamily, hours: CareHours(minutes: 960, per: .week), dwelling: .ownHome),
        span: DateSpan(start: CalendarDate(year: 2024, month: 3, day: 1)),
        evidence: [],
        declarations: Declarations(caregiver: nil, recipient: nil)
      ),
      caregiverConsents: [],
      recipientConsents: []
    )
  }

  private static func person(_ familyName: String, born: CalendarDate) throws -> PersonDetails {
    PersonDetails(
      number: .insz(try INSZ.fictional(born: born, serial: 951)),
      birthDate: born,
      identity: Identity(familyName: familyName, givenNames: "Mieke", phone: nil, email: nil, trustedAdult: nil),
      residence: Residence(
        place: .municipality(try NISCode("44084")),
        address: Residence.Address(streetLine: "Verzonnenlaan 1", postalCode: try PostalCode("9880"))
      ),
      contactPreferences: ContactPreferences(language: .dutch, channel: .letter, digitalSkill: nil)
    )
  }
}
