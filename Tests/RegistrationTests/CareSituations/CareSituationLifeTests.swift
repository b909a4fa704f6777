import CareTypes
import EventsAPI
import Foundation
import GRPCCore
import RegistrationAPI
import ServiceCore
import ServiceRuntime
import SwiftProtobuf
import TestSupport
import Testing
import TypeAPI

@testable import Registration
@testable import RegistrationDomain

@Suite("Lists, ends, consents, caregivers and counts")
struct CareSituationLifeTests {
  @Test("A municipality lists what its people are part of, page by page, while others register")
  func list() async throws {
    try await withRegistration { registration, _ in
      let people = try (0..<7).map {
        try INSZ.fictional(born: CalendarDate(year: 1950, month: 2, day: 3 + $0), serial: 951)
      }
      for (index, insz) in people.prefix(6).enumerated() {
        var situation = Samples.careSituation()
        situation.recipient = Samples.recipient(insz: insz.digits, municipality: index == 5 ? "43007" : "44084")
        _ = try await registration.register(situation)
      }
      let first = try await registration.listCareSituations(
        .with {
          $0.municipality = "44084"; $0.pageSize = 4
        }
      )
      #expect(first.careSituations.count == 4)
      var late = Samples.careSituation()
      late.recipient = Samples.recipient(insz: people[6].digits)
      _ = try await registration.register(late)
      let second = try await registration.listCareSituations(
        .with {
          $0.municipality = "44084"; $0.pageSize = 4; $0.pageToken = first.nextPageToken
        }
      )
      #expect(second.careSituations.count == 3)
      #expect(second.nextPageToken.isEmpty)
      #expect(Set((first.careSituations + second.careSituations).map(\.name)).count == 7)
      #expect(first.careSituations[0].caregiverName == "De Fictieve, Mieke")
      let kaprijke = try await registration.listCareSituations(.with { $0.municipality = "43007" })
      #expect(kaprijke.careSituations.map(\.recipientMunicipality) == ["43007"])
      let foreign = try await refusal {
        try await registration.listCareSituations(
          .with {
            $0.municipality = "43007"; $0.pageToken = first.nextPageToken
          }
        )
      }
      #expect(foreign == SeenError(.invalidArgument, "INVALID_FIELD", fields: ["page_token"]))
    }
  }

  @Test("An end keeps the record, changes its etag, and cannot be given twice once it has passed")
  func end() async throws {
    try await withRegistration { registration, clock in
      let registered = try await registration.register()
      func end(_ date: Mantel_Type_V1_Date, etag: String = "") async throws
        -> Mantel_Registration_V1_EndCareSituationResponse
      {
        try await registration.endCareSituation(
          .with {
            $0.requestID = UUID().uuidString
            $0.name = registered.careSituation
            $0.endDate = date
            $0.reason = .caregiverStops
            $0.etag = etag
          }
        )
      }
      let seen1 = try await refusal { try await end(Samples.date(2024, 2, 1)) }
      #expect(seen1 == SeenError(.invalidArgument, "INVALID_FIELD", fields: ["end_date"]))
      let seen2 = try await refusal { try await end(Samples.date(2025, 5, 1), etag: "\"9\"") }
      #expect(seen2 == SeenError(.aborted, "STALE_ETAG"))
      let answer = try await end(Samples.date(2025, 5, 1), etag: registered.etag)
      #expect(answer.etag != registered.etag)
      let situation = try await registration.getCareSituation(.with { $0.name = registered.careSituation })
        .careSituation
      #expect(situation.state == .ended)
      #expect(situation.endReason == .caregiverStops)
      #expect(situation.etag == answer.etag)
      let seen3 = try await refusal { try await end(Samples.date(2025, 6, 1)) }
      #expect(seen3 == SeenError(.failedPrecondition, "CARE_SITUATION_ENDED"))
    }
  }

  @Test("Caregivers are found only while the recipient consents and the care goes on")
  func findCaregivers() async throws {
    try await withRegistration { registration, clock in
      let registered = try await registration.register()
      func find(_ purpose: Mantel_Type_V1_ConsentPurpose = .hospital) async throws
        -> Mantel_Registration_V1_FindCaregiversResponse
      {
        try await registration.findCaregivers(
          .with {
            $0.recipientInsz = Samples.recipientINSZ; $0.purpose = purpose
          }
        )
      }
      let found = try await find()
      #expect(found.recipient == registered.recipient)
      #expect(found.caregivers.map(\.careSituation) == [registered.careSituation])
      #expect(found.caregivers.map(\.channel) == [.email])
      func find(named name: String, insz: String = "") async throws -> Mantel_Registration_V1_FindCaregiversResponse {
        try await registration.findCaregivers(
          .with {
            $0.recipient = name
            $0.recipientInsz = insz
            $0.purpose = .hospital
          }
        )
      }
      #expect(try await find(named: registered.recipient) == found)
      #expect(try await find(named: ResourceCollection.persons.name(.random())).recipient.isEmpty)
      let malformed = try await refusal { try await find(named: "persons/1") }
      #expect(malformed == SeenError(.invalidArgument, "INVALID_FIELD", fields: ["recipient"]))
      let both = try await refusal { try await find(named: registered.recipient, insz: Samples.recipientINSZ) }
      #expect(both == SeenError(.invalidArgument, "INVALID_FIELD", fields: ["recipient_insz"]))
      let other = try await find(.generalPractitioner)
      #expect(!other.consented && other.caregivers.isEmpty && !other.withheld)
      #expect(other.consentedPurposes == found.consentedPurposes && found.consentedPurposes.contains(.hospital))
      #expect(!found.consentedPurposes.contains(.generalPractitioner))

      _ = try await registration.withdrawConsent(
        .with {
          $0.requestID = UUID().uuidString; $0.person = registered.recipient; $0.purpose = .hospital
        }
      )
      let withdrawn = try await find()
      #expect(!withdrawn.consented && withdrawn.caregivers.isEmpty && withdrawn.recipient == registered.recipient)
      let again = try await refusal {
        try await registration.withdrawConsent(
          .with {
            $0.requestID = UUID().uuidString; $0.person = registered.recipient; $0.purpose = .hospital
          }
        )
      }
      #expect(again == SeenError(.failedPrecondition, "NO_CONSENT"))

      _ = try await registration.recordConsent(
        .with {
          $0.requestID = UUID().uuidString
          $0.person = registered.recipient
          $0.consent = Samples.consent(.hospital, on: Samples.date(2025, 6, 1))
        }
      )
      #expect(try await find().caregivers.count == 1)
      _ = try await registration.endCareSituation(
        .with {
          $0.requestID = UUID().uuidString
          $0.name = registered.careSituation
          $0.endDate = Samples.date(2025, 6, 1)
          $0.reason = .noLongerNeeded
        }
      )
      #expect(try await find().caregivers.count == 1)
      try clock.set(CalendarDate(year: 2025, month: 6, day: 2))
      #expect(try await find().caregivers.isEmpty)
      let unknown = try await registration.findCaregivers(
        .with {
          $0.recipientInsz = Samples.otherINSZ; $0.purpose = .hospital
        }
      )
      #expect(unknown.recipient.isEmpty && !unknown.consented && unknown.caregivers.isEmpty)
    }
  }

  @Test("A territory is where the people of a care situation, or around a person, live")
  func territory() async throws {
    try await withRegistration { registration, _ in
      var situation = Samples.careSituation()
      situation.recipient.municipality = "43007"
      let registered = try await registration.register(situation)
      for name in [registered.careSituation, registered.caregiver, registered.recipient] {
        #expect(try await registration.getTerritory(.with { $0.name = name }).municipalities == ["43007", "44084"])
      }
      let missing = try await refusal {
        try await registration.getTerritory(.with { $0.name = ResourceCollection.persons.name(.random()) })
      }
      #expect(missing == SeenError(.notFound, "RESOURCE_NOT_FOUND"))
    }
  }

  @Test("A caregiver of two counts once, with all hours, in the band of their age on the day")
  func count() async throws {
    try await withRegistration { registration, _ in
      _ = try await registration.register()
      var second = Samples.careSituation()
      second.recipient = Samples.recipient(insz: Samples.otherINSZ)
      _ = try await registration.register(second)
      let request = Mantel_Registration_V1_CountCaregiversRequest.with {
        $0.municipalities = ["44084", "43007"]
        $0.date = Samples.date(2025, 6, 1)
      }
      let counts = try await registration.countCaregivers(request).counts
      #expect(
        counts == [
          .with {
            $0.municipality = "44084"
            $0.ageBand = .ageBand45To64
            $0.hoursBand = .hoursBand21To60
            $0.count = 1
          }
        ]
      )
      let wrong = try await refusal {
        try await registration.countCaregivers(.with { $0.date = Samples.date(2025, 6, 1) })
      }
      #expect(wrong == SeenError(.invalidArgument, "INVALID_FIELD", fields: ["municipalities"]))
    }
  }

  @Test("The feed tells the facts of each change, and nothing of identity")
  func feed() async throws {
    let clock = ManualClock(try CalendarDate(year: 2025, month: 6, day: 1))
    let component = try RegistrationComponent.make(
      location: .temporary,
      clock: clock.clock,
      keys: KeyFile(),
      masterKeys: MemoryMasterKeys(),
      tables: ReferenceTables()
    )
    try await withServed(component) { grpc in
      let registered = try await RegistrationClient(wrapping: grpc).register()
      let feed = Mantel_Events_V1_EventFeedService.Client(wrapping: grpc)
      let events = try await feed.read(.with { $0.afterSequence = 0 }) { response in
        var events: [Mantel_Events_V1_Event] = []
        for try await message in response.messages {
          events += message.events
          if events.count >= 2 { break }
        }
        return events
      }
      #expect(events.map(\.sequence) == [1, 2])
      #expect(events[0].careSituationRecorded.careSituation == registered.careSituation)
      #expect(events[0].careSituationRecorded.recipient.birthDate == Samples.date(1948, 3, 17))
      #expect(events[1].consentChanged.person == registered.recipient)
      let bytes = try events[0].serializedData() + events[1].serializedData()
      for secret in [Samples.caregiverINSZ, Samples.recipientINSZ, "Fictieve", "Bedachtzaam", "example.org"] {
        #expect(bytes.range(of: Data(secret.utf8)) == nil)
      }
    }
  }

  @Test("No query of a request path scans a table")
  func queryPlans() async throws {
    let keys = KeyFile()
    let database = try RegistrationStores.openDatabase(.temporary, clock: .system, keys: keys)
    let queries = [
      CareRecords.joinedSQL, CareRecords.knownRevisionSQL, CareRecords.knownTermsSQL, CareRecords.ofPersonsSQL,
      CareRecords.periodsOfSeveralSQL, CareRecords.primariesSQL, CareRecords.revisionsOfSeveralSQL,
      CareRecords.revisionsSQL, CareRecords.sameTwoSQL, CareRecords.severalSQL, CareRecords.termsOfSeveralSQL,
      CareRecords.termsSQL, CareSeparation.joinedInOrderSQL, CareSeparation.joinRevisionsSQL,
      CareSituationStore.listSQL,
      CaregiverStore.caregiversSQL, CaregiverStore.countSQL, CaregiverStore.outsideFlandersSQL,
      ConsentRecords.consentDeclarationsSQL, ConsentRecords.consentsInForceOfSeveralSQL,
      ConsentRecords.consentsInForceSQL, DataKeys.severalSQL, DraftRecords.draftsByTraceSQL,
      DraftRecords.draftsToTraceSQL, DraftStore.draftsSQL, DuplicateRecords.likePartnersSQL,
      DuplicateRecords.likenessKeysSQL, DuplicateRecords.sharingSQL, DuplicateStore.duplicatesSQL,
      EvidenceRecords.evidenceSQL, EvidenceRecords.currentOfCareSQL, EvidenceRecords.currentOfPersonSQL,
      EvidenceStore.expiringSQL, ImportStore.likeRowsSQL, ImportStore.sameRowsSQL, MergeStore.mergesIntoSQL,
      MergeStore.nationalNumberSQL, NumberClaims.claimantsSQL, NumberClaims.claimedHashesSQL,
      NumberClaims.claimsAmongSQL, NumberClaims.claimsSQL, NumberClaims.heldHashesSQL, PersonRecords.bearersSQL,
      PersonRecords.knownNumbersSQL, PersonRecords.knownResidencesSQL, PersonRecords.personsSQL,
      PersonRecords.residencesOfSeveralSQL,
      PersonRecords.residencesSQL, PersonStore.byNameSQL, PersonStore.evidenceOfCareSQL,
      PersonStore.mergesOfPersonSQL, PersonStore.unconfirmedSQL, PlausibilityChecks.evidenceAboutSQL,
      PlausibilityChecks.warningsOfPersonSQL, PlausibilityChecks.warningsOfSeveralSQL,
      RetentionStore.announceSQL, RetentionStore.forgottenSQL, SupportStore.assessmentsSQL, SupportStore.gapsSQL,
      Visibility.homesSQL, Visibility.linksSQL,
    ]
    for sql in queries {
      let plan = try await database.queryPlan(of: sql)
      #expect(!plan.isEmpty)
      // A list of keys is read as a whole.
      let scans = plan.filter { $0.hasPrefix("SCAN") && !$0.contains("VIRTUAL TABLE") }
      #expect(scans.isEmpty, "\(sql)\n\(plan.joined(separator: "\n"))")
    }
    #expect(try await database.writerPragma(.synchronous) == 2)
    #expect(try await database.writerPragma(.foreignKeys) == 1)
  }
}
