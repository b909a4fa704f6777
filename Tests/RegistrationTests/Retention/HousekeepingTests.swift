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

/// Serves Registration as `withRegistry` does, beside a store on the same database: for what has no RPC. What the registry
/// does by itself is left to the test, which would not know when it was done.
func withRegistryAndStore<Value: Sendable>(
  date: CalendarDate? = nil,
  counting counter: StatementCounter? = nil,
  _ body: @Sendable (Registry, RegistrationStores) async throws -> Value
) async throws -> Value {
  let directory = FileManager.default.temporaryDirectory.appending(path: OpaqueID.random().text)
  try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: directory) }
  let location = ServiceDatabase.Location.file(directory.appending(path: "registration.sqlite").path)
  let (keys, masterKeys) = (KeyFile(), MemoryMasterKeys())
  return try await withRegistry(
    location: location,
    keys: keys,
    masterKeys: masterKeys,
    date: date,
    inBackground: false
  ) { registry in
    let clock = registry.clock.clock
    let tables = try ReferenceTables()
    let store = try RegistrationStores(
      database: RegistrationStores.openDatabase(location, clock: clock, keys: keys, counting: counter),
      keys: keys,
      masterKeys: masterKeys,
      tables: tables,
      encode: RegistrationEventEncoder.payload,
      read: { try DraftMentions(serialized: $0, today: $1, tables) }
    )
    return try await body(registry, store)
  }
}

/// National numbers of people who are nobody.
func fictionalNumbers(_ count: Int) throws -> [String] {
  try (0..<count).map { index in
    let born = try CalendarDate(year: 1950, month: 2, day: 3).adding(days: index)
    return try INSZ.fictional(born: born, serial: 951).digits
  }
}

@Suite("What the registry does by itself")
struct HousekeepingTests {
  private func day(_ year: Int, _ month: Int, _ day: Int) throws -> CalendarDate {
    try CalendarDate(year: year, month: month, day: day)
  }

  // MARK: - Evidence

  /// A care situation with evidence that ends on these days, or never.
  private func register(
    _ registry: Registry,
    evidenceUntil days: [Mantel_Type_V1_Date?],
    recipient: String = Samples.recipientINSZ
  ) async throws -> (care: Mantel_Registration_V1_RegisterCareSituationResponse, evidence: [String]) {
    var situation = Samples.careSituation()
    situation.recipient = Samples.recipient(insz: recipient)
    situation.evidence = []
    let registered = try await registry.register(situation)
    var names: [String] = []
    for day in days {
      let recorded = try await registry.care.recordEvidence(
        .with {
          $0.requestID = UUID().uuidString
          $0.careSituation = registered.careSituation
          $0.evidence = Samples.careSituation().evidence[0]
          if let day { $0.evidence.validUntilDate = day }
        }
      )
      names.append(recorded.evidence)
    }
    return (registered, names)
  }

  private func announced(_ registry: Registry) async throws -> [Mantel_Events_V1_EvidenceExpiring] {
    try await registry.told().compactMap { event in
      if case .evidenceExpiring(let expiring) = event.payload { expiring } else { nil }
    }
  }

  @Test("Evidence is told to end once, from 30 days before its last day on")
  func announcement() async throws {
    try await withRegistryAndStore { registry, store in
      let dates = [Samples.date(2025, 7, 2), Samples.date(2025, 7, 1), Samples.date(2025, 6, 1), nil]
      let (care, evidence) = try await register(registry, evidenceUntil: dates)
      let looked = try await store.retention.announceExpiringEvidence(on: day(2025, 6, 1), limit: 10)
      #expect(looked == 2)
      let first = try await announced(registry)
      #expect(first.map(\.evidence) == [evidence[2], evidence[1]])
      #expect(first.map(\.validUntilDate) == [Samples.date(2025, 6, 1), Samples.date(2025, 7, 1)])
      #expect(first.map(\.careSituation) == [care.careSituation, care.careSituation])
      #expect(first.map(\.fact) == ["recipient.fod_points", "recipient.fod_points"])

      let again = try await store.retention.announceExpiringEvidence(on: day(2025, 6, 1), limit: 10)
      #expect(again == 0)
      let next = try await store.retention.announceExpiringEvidence(on: day(2025, 6, 2), limit: 10)
      #expect(next == 1)
      #expect(try await announced(registry).map(\.evidence) == [evidence[2], evidence[1], evidence[0]])
      let late = try await store.retention.announceExpiringEvidence(on: day(2026, 6, 2), limit: 10)
      #expect(late == 0)
    }
  }

  @Test("Evidence that was withdrawn, has ended already, or is of ended care is not told")
  func silence() async throws {
    try await withRegistryAndStore { registry, store in
      let numbers = try fictionalNumbers(2)
      let soon = Samples.date(2025, 6, 20)
      let (_, withdrawn) = try await register(registry, evidenceUntil: [soon, Samples.date(2025, 5, 31)])
      _ = try await registry.care.withdrawEvidence(
        .with {
          $0.requestID = UUID().uuidString
          $0.name = withdrawn[0]
        }
      )
      let (ended, _) = try await register(registry, evidenceUntil: [soon], recipient: numbers[0])
      let (lastDay, told) = try await register(registry, evidenceUntil: [soon], recipient: numbers[1])
      for (care, date) in [(ended, Samples.date(2025, 5, 31)), (lastDay, Samples.date(2025, 6, 1))] {
        _ = try await registry.registration.endCareSituation(
          .with {
            $0.requestID = UUID().uuidString
            $0.name = care.careSituation
            $0.endDate = date
            $0.reason = .caregiverStops
          }
        )
      }
      _ = try await store.retention.announceExpiringEvidence(on: day(2025, 6, 1), limit: 10)
      #expect(try await announced(registry).map(\.evidence) == told)
    }
  }

  @Test("Evidence of care that was ended by mistake is told once the care turns out to go on")
  func announcementOfReopenedCare() async throws {
    try await withRegistryAndStore { registry, store in
      let (care, evidence) = try await register(registry, evidenceUntil: [Samples.date(2025, 6, 20)])
      let etag = try await registry.registration.endCareSituation(
        .with {
          $0.requestID = UUID().uuidString
          $0.name = care.careSituation
          $0.endDate = Samples.date(2025, 5, 31)
          $0.reason = .caregiverStops
        }
      ).etag
      let none = try await store.retention.announceExpiringEvidence(on: day(2025, 6, 1), limit: 10)
      #expect(none == 0)
      _ = try await registry.care.correctCareSpan(
        .with {
          $0.requestID = UUID().uuidString
          $0.name = care.careSituation
          $0.etag = etag
          $0.startDate = Samples.date(2024, 3, 1)
        }
      )
      let one = try await store.retention.announceExpiringEvidence(on: day(2025, 6, 2), limit: 10)
      #expect(one == 1)
      #expect(try await announced(registry).map(\.evidence) == evidence)
    }
  }

  @Test("Some at a time, each announcement is made once, also by two that announce at once")
  func announcementInBatches() async throws {
    try await withRegistryAndStore { registry, store in
      let (_, evidence) = try await register(
        registry,
        evidenceUntil: (1...7).map { Samples.date(2025, 6, $0) }
      )
      let today = try day(2025, 6, 1)
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<2 {
          group.addTask {
            while try await store.retention.announceExpiringEvidence(on: today, limit: 2) == 2 {}
          }
        }
        try await group.waitForAll()
      }
      #expect(try await announced(registry).map(\.evidence).sorted() == evidence.sorted())
    }
  }

  // MARK: - Drafts

  @Test("A draft that waited for more than 180 days is dropped as expired, and what it told is destroyed")
  func oldDrafts() async throws {
    try await withRegistryAndStore { registry, store in
      func send() async throws -> String {
        try await registry.signals.sendSignal(
          .with {
            $0.requestID = UUID().uuidString
            $0.signal.municipality = "44084"
            $0.signal.caregiverAgreed = true
            $0.signal.careSituation = Samples.careSituation()
          }
        ).draft
      }
      func state(_ draft: String) async throws -> Mantel_Registration_V1_DraftState {
        try await registry.signals.getSignal(.with { $0.name = draft }).state
      }
      let old = try await send()
      try registry.clock.set(day(2025, 6, 2))
      let young = try await send()
      // 180 days after 1 June is 28 November.
      let kept = try await store.retention.dropOldDrafts(on: day(2025, 11, 28), limit: 10)
      #expect(kept == 0)
      let dropped = try await store.retention.dropOldDrafts(on: day(2025, 11, 29), limit: 10)
      #expect(dropped == 1)
      #expect(try await state(old) == .dropped)
      #expect(try await state(young) == .open)
      let draft = try await registry.signals.getDraft(.with { $0.name = old }).draft
      #expect(!draft.signal.hasCareSituation && draft.missingFields.isEmpty)
      let reasons = try await store.database.read { db in
        try db.values(String.self, "SELECT drop_reason FROM draft WHERE drop_reason IS NOT NULL AND content IS NULL")
      }
      #expect(reasons == ["expired"])
      let closed = try await registry.told().compactMap { event -> String? in
        if case .draftClosed(let closed) = event.payload { closed.draft } else { nil }
      }
      #expect(closed == [old])
    }
  }

  // MARK: - People

  /// Care that ended on a day.
  private func register(
    _ registry: Registry,
    caregiver: String,
    recipient: String,
    end: Mantel_Type_V1_Date?
  ) async throws -> Mantel_Registration_V1_RegisterCareSituationResponse {
    var situation = Samples.careSituation()
    // One family name: some are recipients once and caregivers another time.
    situation.caregiver = Samples.caregiver(insz: caregiver)
    situation.recipient = Samples.recipient(insz: recipient)
    situation.recipient.familyName = situation.caregiver.familyName
    situation.startDate = Samples.date(2010, 1, 1)
    if let end { situation.endDate = end }
    situation.evidence[0].issuedDate = Samples.date(2011, 1, 1)
    return try await registry.register(situation)
  }

  private func isErased(_ registry: Registry, _ person: String) async throws -> Bool {
    try await !registry.person(person).hasDetails
  }

  @Test("The people of care that ended over ten years ago are erased; those of ten years ago to the day are kept")
  func forgotten() async throws {
    try await withRegistryAndStore { registry, store in
      let numbers = try fictionalNumbers(2)
      let care = try await register(
        registry,
        caregiver: numbers[0],
        recipient: numbers[1],
        end: Samples.date(2015, 6, 1)
      )
      let none = try await store.retention.forgetEndedCare(on: day(2025, 6, 1), limit: 10)
      #expect(none == 0)
      #expect(try await isErased(registry, care.caregiver) == false)
      var told = Samples.careSituation()
      told.caregiver.insz = numbers[0]
      let draft = try await Clerk(registry).signal(told)
      let both = try await store.retention.forgetEndedCare(on: day(2025, 6, 2), limit: 10)
      #expect(both == 2)
      #expect(try await isErased(registry, care.caregiver))
      #expect(try await isErased(registry, care.recipient))
      // Someone signals that they care again: that is not forgotten with what was.
      #expect(try await Clerk(registry).draft(draft).state == .open)
      let again = try await store.retention.forgetEndedCare(on: day(2025, 6, 2), limit: 10)
      #expect(again == 0)
      let erased = try await registry.told().compactMap { event -> String? in
        if case .personErased(let erased) = event.payload { erased.person } else { nil }
      }
      #expect(Set(erased) == [care.caregiver, care.recipient] && erased.count == 2)
      // The care itself stays, as it was: it counts in the figures of its time.
      let situation = try await registry.situation(care.careSituation)
      #expect(situation.endDate == Samples.date(2015, 6, 1) && situation.evidence.isEmpty)
      let found = try await registry.persons.searchPersons(
        .with {
          $0.municipality = "44084"
          $0.insz = numbers[0]
        }
      )
      #expect(found.persons.isEmpty)
    }
  }

  @Test("Care for which another stands keeps nobody in the registry, nor in sight, once that has ended")
  func joined() async throws {
    try await withRegistryAndStore { registry, store in
      let numbers = try fictionalNumbers(1)
      var situation = Samples.careSituation()
      situation.caregiver = Samples.caregiver(insz: numbers[0])
      situation.recipient.municipality = "43010"
      situation.startDate = Samples.date(2010, 1, 1)
      situation.evidence = []
      let care = try await registry.register(situation)
      situation.recipient.insz = ""
      situation.recipient.birthDate = Samples.date(1948, 3, 17)
      let other = try await registry.register(situation)
      try await Clerk(registry).merge(other.recipient, into: care.recipient)
      #expect(try await registry.situation(other.careSituation).name == care.careSituation)
      _ = try await registry.registration.endCareSituation(
        .with {
          $0.requestID = UUID().uuidString
          $0.name = care.careSituation
          $0.endDate = Samples.date(2015, 6, 1)
          $0.reason = .caregiverStops
        }
      )
      let seen = try await registry.seeing("44084") { try await refusal { try await registry.person(care.recipient) } }
      #expect(seen?.code == .notFound)
      let kept = try await store.retention.forgetEndedCare(on: day(2025, 6, 1), limit: 10)
      #expect(kept == 0)
      let both = try await store.retention.forgetEndedCare(on: day(2025, 6, 2), limit: 10)
      #expect(both == 2)
    }
  }

  @Test("Whoever is in other care since, on either side, is kept")
  func otherCare() async throws {
    try await withRegistryAndStore { registry, store in
      let numbers = try fictionalNumbers(8)
      let long = Samples.date(2015, 1, 31)
      // The caregiver goes on caring for another.
      let first = try await register(registry, caregiver: numbers[0], recipient: numbers[1], end: long)
      _ = try await register(registry, caregiver: numbers[0], recipient: numbers[2], end: nil)
      // The recipient became a caregiver, whose care ended not so long ago.
      let second = try await register(registry, caregiver: numbers[3], recipient: numbers[4], end: long)
      _ = try await register(registry, caregiver: numbers[4], recipient: numbers[5], end: Samples.date(2020, 1, 1))
      // Care that is to end soon has not ended.
      let third = try await register(
        registry,
        caregiver: numbers[6],
        recipient: numbers[7],
        end: Samples.date(2025, 9, 1)
      )

      let erased = try await store.retention.forgetEndedCare(on: day(2025, 6, 1), limit: 10)
      #expect(erased == 2)
      #expect(try await isErased(registry, first.caregiver) == false)
      #expect(try await isErased(registry, first.recipient))
      #expect(try await isErased(registry, second.caregiver))
      #expect(try await isErased(registry, second.recipient) == false)
      #expect(try await isErased(registry, third.caregiver) == false)
    }
  }

  @Test("While the processing is restricted, the data are kept: of the person, and of the care that they were in")
  func restricted() async throws {
    try await withRegistryAndStore { registry, store in
      let numbers = try fictionalNumbers(2)
      let care = try await register(
        registry,
        caregiver: numbers[0],
        recipient: numbers[1],
        end: Samples.date(2012, 1, 1)
      )
      func restrict(_ restricted: Bool) async throws {
        let etag = try await registry.person(care.recipient).etag
        _ = try await registry.persons.restrictPerson(
          .with {
            $0.requestID = UUID().uuidString
            $0.name = care.recipient
            $0.etag = etag
            $0.restricted = restricted
          }
        )
      }
      try await restrict(true)
      let none = try await store.retention.forgetEndedCare(on: day(2025, 6, 1), limit: 10)
      #expect(none == 0)
      #expect(try await registry.situation(care.careSituation).evidence.count == 1)
      try await restrict(false)
      let both = try await store.retention.forgetEndedCare(on: day(2025, 6, 1), limit: 10)
      #expect(both == 2)
    }
  }

  @Test("Some at a time, all are erased in the end")
  func forgottenInBatches() async throws {
    try await withRegistryAndStore { registry, store in
      let numbers = try fictionalNumbers(6)
      for pair in [0, 2, 4] {
        _ = try await register(
          registry,
          caregiver: numbers[pair],
          recipient: numbers[pair + 1],
          end: Samples.date(2012, 1, 1)
        )
      }
      var counts: [Int] = []
      for _ in 0..<3 { counts.append(try await store.retention.forgetEndedCare(on: day(2025, 6, 1), limit: 4)) }
      #expect(counts == [4, 2, 0])
    }
  }

  // MARK: - Request ids

  @Test("The answer to a request id is remembered for 90 days, and forgotten after")
  func requests() async throws {
    try await withRegistryAndStore { registry, store in
      let request = Mantel_Registration_V1_RecordGapRequest.with {
        $0.requestID = UUID().uuidString
        $0.gap.municipality = "44084"
        $0.gap.area = .respite
        $0.gap.description_p = "Geen nachtopvang"
      }
      let first = try await registry.care.recordGap(request)
      // 90 days after 1 June is 30 August.
      let none = try await store.retention.forgetRequests(on: day(2025, 8, 30), limit: 10)
      #expect(none == 0)
      try registry.clock.set(day(2025, 8, 30))
      let repeated = try await registry.care.recordGap(request)
      #expect(repeated == first)
      let forgotten = try await store.retention.forgetRequests(on: day(2025, 8, 31), limit: 10)
      #expect(forgotten == 1)
      let anew = try await registry.care.recordGap(request)
      #expect(anew.recordTime != first.recordTime)
    }
  }

  @Test("A round does all of it, and a second one finds nothing left to do")
  func round() async throws {
    try await withRegistryAndStore { registry, store in
      let numbers = try fictionalNumbers(2)
      _ = try await register(registry, evidenceUntil: [Samples.date(2025, 6, 10)])
      let care = try await register(
        registry,
        caregiver: numbers[0],
        recipient: numbers[1],
        end: Samples.date(2012, 1, 1)
      )
      let keeper = Housekeeper(store: store.retention, clock: registry.clock.clock)
      try await keeper.round()
      let told = try await registry.told()
      #expect(try await announced(registry).count == 1)
      #expect(try await isErased(registry, care.caregiver))
      try await keeper.round()
      #expect(try await registry.told().map(\.sequence) == told.map(\.sequence))
    }
  }
}
