import CareTypes
import EventsAPI
import Foundation
import GRPCCore
import MomentsAPI
import RegistrationAPI
import ServiceCore
import ServiceRuntime
import SwiftProtobuf
import TestSupport
import Testing
import TypeAPI

@testable import HingeMoments
@testable import HingeMomentsDomain

@Suite("Protection of persons", .timeLimit(.minutes(1)))
struct ProtectionTests {
  private func shielded(_ person: String) -> Mantel_Events_V1_Event.OneOf_Payload {
    .personShielded(.with { $0.person = person })
  }

  private func erased(_ person: String) -> Mantel_Events_V1_Event.OneOf_Payload {
    .personErased(.with { $0.person = person })
  }

  private func consent(
    _ person: String,
    _ purpose: Mantel_Type_V1_ConsentPurpose,
    given: Bool
  ) -> Mantel_Events_V1_Event.OneOf_Payload {
    .consentChanged(
      .with {
        $0.person = person
        $0.purpose = purpose
        $0.given = given
      }
    )
  }

  /// The notices of Aalter, once they are as wanted.
  private func listed(
    in served: ServedMoments,
    once isReached: ([Mantel_Moments_V1_Notice]) -> Bool
  ) async throws -> [Mantel_Moments_V1_Notice] {
    while true {
      let notices = try await served.listed()
      if isReached(notices) { return notices }
      try await Task.sleep(for: .milliseconds(2))
    }
  }

  private func acknowledge(_ notice: Mantel_Moments_V1_Notice, in served: ServedMoments) async throws {
    _ = try await served.moments.acknowledgeNotice(
      .with {
        $0.requestID = UUID().uuidString
        $0.name = notice.name
      }
    )
  }

  @Test("What was planned about a shielded person is taken back, but not what was acknowledged or is about others")
  func shieldedRecipient() async throws {
    let other = ResourceCollection.persons.name(.random())
    let registration = ScriptedRegistration([
      Samples.recipientINSZ: Answers.recipient([Answers.caregiver()], sequence: 3),
      Samples.otherINSZ: Answers.recipient([Answers.caregiver()], person: other, sequence: 3),
    ])
    try await withMoments(registration: registration) { served in
      for number in 1...2 { _ = try await served.report("ADT-\(number)") }
      _ = try await served.report("OTHER", insz: Samples.otherINSZ)
      _ = try await served.progress { $0.matched == 3 }
      try await acknowledge(try await served.listed()[0], in: served)
      served.feed.tell(shielded(Answers.recipient), at: 4)
      let notices = try await listed(in: served) { $0.contains { $0.state == .withdrawn } }
      #expect(notices.map(\.state) == [.acknowledged, .withdrawn, .planned])
      let refused = try await refusal { try await acknowledge(notices[1], in: served) }
      #expect(refused == SeenError(.failedPrecondition, "NO_CONSENT"))
    }
  }

  @Test("What was planned about a person is taken back when their consent for hospitals ends, and no other does it")
  func withdrawn() async throws {
    let other = ResourceCollection.persons.name(.random())
    let registration = ScriptedRegistration([
      Samples.recipientINSZ: Answers.recipient([Answers.caregiver()], sequence: 3),
      Samples.otherINSZ: Answers.recipient([Answers.caregiver()], person: other, sequence: 3),
    ])
    try await withMoments(registration: registration) { served in
      _ = try await served.report("ADT-1")
      _ = try await served.report("OTHER", insz: Samples.otherINSZ)
      _ = try await served.progress { $0.matched == 2 }
      served.feed.tell(consent(other, .municipality, given: false), at: 4)
      served.feed.tell(consent(other, .hospital, given: true), at: 5)
      served.feed.tell(consent(Answers.recipient, .hospital, given: false), at: 6)
      let notices = try await listed(in: served) { $0.contains { $0.state == .withdrawn } }
      #expect(notices.map(\.state) == [.withdrawn, .planned])
    }
  }

  @Test("What was planned for a shielded caregiver is taken back, but not what other caregivers are told")
  func shieldedCaregiver() async throws {
    let caregivers = [Answers.caregiver(), Answers.caregiver()]
    let registration = ScriptedRegistration([Samples.recipientINSZ: Answers.recipient(caregivers, sequence: 3)])
    try await withMoments(registration: registration) { served in
      _ = try await served.report("ACKNOWLEDGED")
      _ = try await served.report("PLANNED")
      _ = try await served.progress { $0.matched == 2 }
      let planned = try await served.listed()
      try await acknowledge(planned[0], in: served)
      served.feed.tell(shielded(planned[0].caregiver), at: 4)
      let notices = try await listed(in: served) { $0.contains { $0.state == .withdrawn } }
      let states = notices.map { $0.caregiver == planned[0].caregiver ? "\($0.state)" : "other \($0.state)" }
      #expect(states == ["acknowledged", "other planned", "withdrawn", "other planned"])
    }
  }

  @Test("A shield that is told late takes back nothing that was planned on what was read since")
  func toldLate() async throws {
    let caregiver = Answers.caregiver()
    let registration = ScriptedRegistration([Samples.recipientINSZ: Answers.recipient([caregiver], sequence: 3)])
    try await withMoments(registration: registration) { served in
      _ = try await served.report("BEFORE")
      _ = try await served.progress { $0.matched == 1 }
      registration.setAnswer(Answers.recipient([caregiver], sequence: 6))
      _ = try await served.report("SINCE")
      _ = try await served.progress { $0.matched == 2 }
      served.feed.tell(shielded(caregiver.caregiver), at: 5)
      let notices = try await listed(in: served) { $0.contains { $0.state == .withdrawn } }
      #expect(notices.map(\.state) == [.withdrawn, .planned])
      served.feed.tell(shielded(Answers.recipient), at: 6)
      served.feed.tell(shielded(Answers.recipient), at: 7)
      _ = try await listed(in: served) { $0.map(\.state) == [.withdrawn, .withdrawn] }
    }
  }

  @Test("An erased person leaves no notice, and of their moments the fact alone that something was reported")
  func erasedRecipient() async throws {
    let other = ResourceCollection.persons.name(.random())
    let registration = ScriptedRegistration([
      Samples.recipientINSZ: Answers.recipient([Answers.caregiver(), Answers.caregiver()], sequence: 3),
      Samples.otherINSZ: Answers.recipient([Answers.caregiver()], person: other, sequence: 3),
    ])
    try await withMoments(registration: registration) { served in
      let first = try await served.report("ADT-1")
      _ = try await served.report("OTHER", insz: Samples.otherINSZ)
      _ = try await served.progress { $0.matched == 2 }
      let planned = try await served.listed()
      try await acknowledge(planned[0], in: served)
      served.feed.tell(erased(Answers.recipient), at: 4)
      let progress = try await served.progress { $0.unknown == 1 }
      #expect(progress.matched == 1 && progress.waiting == 0)
      #expect(try await served.listed() == [planned[2]])
      for notice in planned.prefix(2) {
        let refused = try await refusal { try await acknowledge(notice, in: served) }
        #expect(refused?.code == .notFound)
      }
      // A repeated report still gets its first answer, and plans nothing.
      #expect(try await served.report("ADT-1") == first)
      #expect(try await served.listed() == [planned[2]])
    }
  }

  @Test("An erased caregiver leaves no notice; the moment and what others are told stay")
  func erasedCaregiver() async throws {
    let caregivers = [Answers.caregiver(), Answers.caregiver()]
    let registration = ScriptedRegistration([Samples.recipientINSZ: Answers.recipient(caregivers, sequence: 3)])
    try await withMoments(registration: registration) { served in
      _ = try await served.report()
      _ = try await served.progress { $0.matched == 1 }
      let planned = try await served.listed()
      served.feed.tell(erased(planned[0].caregiver), at: 4)
      #expect(try await listed(in: served) { $0.count < 2 } == [planned[1]])
      let progress = try await served.progress { $0.waiting == 0 }
      #expect(progress.matched == 1 && progress.unknown == 0)
    }
  }

  // MARK: - The store

  private func openStore() throws -> MomentsStore {
    let database = try MomentsStore.openDatabase(.temporary, clock: .system)
    return MomentsStore(database: database, keys: KeyFile(), encode: MomentsEventEncoder.payload)
  }

  private func reported(_ eventID: String, in store: MomentsStore) async throws -> WaitingMoment {
    _ = try await store.report(.sample(eventID))
    return try #require(try await store.waiting(after: 0, limit: 200).last)
  }

  private func match(
    of person: OpaqueID,
    caregiver: OpaqueID = .random(),
    readAt sequence: Int64
  ) throws -> MatchedPerson {
    let caregiver = MatchedCaregiver(
      caregiver: caregiver,
      careSituation: .random(),
      municipality: try NISCode("44084"),
      channel: .email,
      language: .dutch
    )
    return MatchedPerson(person: person, purposes: [.hospital], caregivers: [caregiver], sequence: sequence)
  }

  private func notices(in store: MomentsStore) async throws -> [MomentsStore.Notice] {
    try await store.notices(in: [NISCode("44084")], after: 0, limit: 200)
  }

  @Test("What was read before somebody was shielded or erased is not settled, be they recipient or caregiver")
  func stale() async throws {
    let inputs: [@Sendable (OpaqueID) -> EventForMoments] = [
      { .shielded(person: $0, sequence: 6) }, { .erased(person: $0, sequence: 6) },
    ]
    for input in inputs {
      for isRecipient in [true, false] {
        let store = try openStore()
        let (recipient, caregiver) = (OpaqueID.random(), OpaqueID.random())
        let waiting = try await reported("ADT-1", in: store)
        try await store.apply([input(isRecipient ? recipient : caregiver)], upTo: 6)
        let before = try match(of: recipient, caregiver: caregiver, readAt: 5)
        #expect(try await store.settle(waiting, as: before) == false)
        #expect(try await store.progress() == (1, 0, 0))
        #expect(try await notices(in: store).isEmpty)
        let since = try match(of: recipient, readAt: 6)
        #expect(try await store.settle(waiting, as: since))
        #expect(try await notices(in: store).count == 1)
      }
    }
  }

  @Test("A moment that was erased is not planned again by a matcher that still holds it")
  func notAgain() async throws {
    let store = try openStore()
    let person = OpaqueID.random()
    let waiting = try await reported("ADT-1", in: store)
    #expect(try await store.settle(waiting, as: match(of: person, readAt: 5)))
    try await store.apply([.erased(person: person, sequence: 6)], upTo: 6)
    #expect(try await store.settle(waiting, as: match(of: person, readAt: 5)) == false)
    #expect(try await store.settle(waiting, as: match(of: person, readAt: 7)))
    #expect(try await notices(in: store).isEmpty)
    #expect(try await store.progress() == (0, 0, 1))
  }

  @Test("Erased moments keep nothing of the person, the counts stay right, and a repetition changes nothing")
  func erasedRows() async throws {
    let store = try openStore()
    let person = OpaqueID.random()
    for number in 1...3 {
      let waiting = try await reported("ADT-\(number)", in: store)
      let settled = try await store.settle(waiting, as: match(of: number == 3 ? .random() : person, readAt: 5))
      #expect(settled)
    }
    _ = try await reported("WAITS", in: store)
    for _ in 1...2 {
      try await store.apply([.erased(person: person, sequence: 6)], upTo: 9)
      #expect(try await store.progress() == (1, 1, 2))
      #expect(try await notices(in: store).count == 1)
      #expect(try await store.database.cursor(of: .registration) == 9)
    }
    try await store.database.read { db in
      let kept = try db.value(
        Int.self,
        """
        SELECT count(*) FROM moment WHERE state = 'unknown' AND coalesce(kind, occurred, place, person, sealed_insz,
          traceparent, read_sequence) IS NULL
        """
      )
      #expect(kept == 2)
      let wrong = try db.value(
        Int.self,
        """
        SELECT count(*) FROM moment_count WHERE count <> (SELECT count(*) FROM moment WHERE state = moment_count.state)
        """
      )
      #expect(wrong == 0)
    }
  }

  @Test("Events that do not concern it only move the cursor, and a person without a name is refused")
  func decoding() async throws {
    let passed = Mantel_Events_V1_Event.with { $0.personMoved = .with { $0.person = Answers.recipient } }
    #expect(try EventForMoments(passed) == nil)
    let wrong = Mantel_Events_V1_Event.with { $0.personErased = .with { $0.person = "persons/" } }
    #expect(throws: (any Error).self) { try EventForMoments(wrong) }
    let store = try openStore()
    try await store.apply([], upTo: 7)
    #expect(try await store.database.cursor(of: .registration) == 7)
  }

  @Test("No query of the protection scans a table")
  func queryPlans() async throws {
    let store = try openStore()
    let queries = [
      MomentsEventConsumer.takeBackFromCaregiverSQL, MomentsEventConsumer.deleteNoticesSQL,
      MomentsEventConsumer.deleteCaregiverNoticesSQL,
      MomentsEventConsumer.forgetPersonSQL,
    ]
    for sql in queries {
      let plan = try await store.database.queryPlan(of: sql)
      #expect(!plan.isEmpty && !plan.contains { $0.hasPrefix("SCAN") || $0.contains("TEMP B-TREE") }, "\(plan)")
    }
  }

  // MARK: - Event ids

  @Test(
    "An event id that holds a national number is refused",
    arguments: [
      "48031795153", "48.03.17-951.53", "ADT-48031795153", "ADT48031795153-1", "ADT-48.03.17-951.53/2", "480317-95153",
      "2025.48.03.17-951.53", "20250310-76072296223", "48/03/17/951/53",
    ]
  )
  func nationalNumber(_ eventID: String) async throws {
    try await withMoments { served in
      let seen = try await refusal { try await served.report(eventID) }
      #expect(seen == SeenError(.invalidArgument, "INVALID_FIELD", fields: ["moment.event_id"]))
    }
  }

  @Test(
    "An event id with other digits is taken",
    arguments: [
      // Wrong check digits, a time, a longer number, fewer digits, other parts.
      "48031795154", "20250310120000", "148031795153", "480317951530", "4803179515", "48-0-31795153",
    ]
  )
  func otherDigits(_ eventID: String) async throws {
    try await withMoments { served in
      let seen = try await refusal { try await served.report(eventID) }
      #expect(seen == nil)
    }
  }
}
