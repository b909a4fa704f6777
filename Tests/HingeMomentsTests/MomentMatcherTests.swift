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

@Suite("Matching moments to caregivers", .timeLimit(.minutes(1)))
struct MomentMatcherTests {
  @Test("An admission becomes a notice for each caregiver who may be contacted, with its events")
  func known() async throws {
    let caregivers = [
      Answers.caregiver(.email), Answers.caregiver(.none), Answers.caregiver(.letter, language: .english),
    ]
    let registration = ScriptedRegistration([Samples.recipientINSZ: Answers.recipient(caregivers)])
    try await withMoments(registration: registration) { served in
      let receipt = try await served.report()
      let events = try await served.events(3)
      #expect(events[0].momentMatched.moment == receipt.moment)
      #expect(events[0].momentMatched.recipient == Answers.recipient)
      #expect(events[0].momentMatched.kind == .admission)
      #expect(events[0].momentMatched.occurTime.seconds == 1_741_608_000)
      let notices = try await served.notices(2)
      #expect(events.dropFirst().map(\.noticePlanned.notice) == notices.map(\.name))
      #expect(events.dropFirst().map(\.noticePlanned.moment) == [receipt.moment, receipt.moment])
      #expect(notices.map(\.careSituation) == [caregivers[0].careSituation, caregivers[2].careSituation])
      #expect(notices.map(\.caregiver) == [caregivers[0].caregiver, caregivers[2].caregiver])
      #expect(notices.map(\.channel) == [.email, .letter])
      #expect(notices.map(\.language) == [.dutch, .english])
      #expect(notices.allSatisfy { $0.state == .planned && !$0.hasAcknowledgeTime && $0.kind == .admission })
      #expect(notices[0].text.contains("op 10 maart 2025 opgenomen in Testziekenhuis De Linde."))
      #expect(registration.asked == [Samples.recipientINSZ])
      let progress = try await served.progress { $0.matched == 1 }
      #expect(progress.waiting == 0 && progress.unknown == 0)
    }
  }

  @Test("Without consent the moment is matched and nobody is told, nor does it enter the feed")
  func noConsent() async throws {
    // Even if the answer held caregivers, they would not be told.
    let answer = Answers.recipient(consented: false, [Answers.caregiver()])
    try await withMoments(registration: ScriptedRegistration([Samples.recipientINSZ: answer])) { served in
      _ = try await served.report()
      _ = try await served.progress { $0.matched == 1 }
      let other = ResourceCollection.persons.name(.random())
      served.registration.setAnswer(Answers.recipient([], person: other))
      _ = try await served.report("ADT-2")
      #expect(try await served.events(1).map(\.momentMatched.recipient) == [other])
      let notices = try await served.moments.listNotices(.with { $0.municipality = "44084" }).notices
      #expect(notices.isEmpty)
    }
  }

  @Test("Of a person who is not in the registry nothing stays but a count and what recognises a replay")
  func unknown() async throws {
    let (path, keys) = (temporaryPath(), KeyFile())
    try await withMoments(location: .file(path), keys: keys) { served in
      _ = try await served.report()
      let progress = try await served.progress { $0.unknown == 1 }
      #expect(progress.waiting == 0 && progress.matched == 0)
    }
    let database = try MomentsStore.openDatabase(.file(path), clock: .system)
    let kept = try await database.read { db in
      try db.row("SELECT * FROM moment").map { row in
        Set(row.columnNames.filter { !row.isNull($0) })
      }
    }
    #expect(kept == ["key", "id", "source", "event_id", "digest", "received", "state"])
    for table in ["notice", "outbox", "request_ledger"] {
      let count = try await database.read { try $0.value(Int.self, "SELECT count(*) FROM \(table)") }
      #expect(count == 0, "\(table)")
    }
    try expectNoNumber(at: path)
  }

  /// The digits of the national number stand nowhere in the files of a database.
  private func expectNoNumber(at path: String) throws {
    let main = try #require(FileManager.default.contents(atPath: path))
    #expect(!main.isEmpty)
    for bytes in [main, FileManager.default.contents(atPath: path + "-wal") ?? Data()] {
      #expect(bytes.range(of: Data(Samples.recipientINSZ.utf8)) == nil)
    }
  }

  @Test("Of a recipient in the registry the opaque id stays, and the national number does not")
  func knownLeavesNoNumber() async throws {
    let (path, keys) = (temporaryPath(), KeyFile())
    let registration = ScriptedRegistration([Samples.recipientINSZ: Answers.recipient([Answers.caregiver()])])
    try await withMoments(location: .file(path), keys: keys, registration: registration) { served in
      _ = try await served.report()
      _ = try await served.progress { $0.matched == 1 }
    }
    let database = try MomentsStore.openDatabase(.file(path), clock: .system)
    let (persons, sealed) = try await database.read { db in
      (
        try db.values(String.self, "SELECT person FROM moment"),
        try db.value(Int.self, "SELECT count(*) FROM moment WHERE sealed_insz IS NOT NULL")
      )
    }
    #expect(persons.map { "persons/\($0)" } == [Answers.recipient])
    #expect(sealed == 0)
    try expectNoNumber(at: path)
  }

  @Test("While Registration is down moments wait; when it is back each is matched once")
  func outage() async throws {
    let registration = ScriptedRegistration(
      [Samples.recipientINSZ: Answers.recipient([Answers.caregiver()])],
      isDown: true
    )
    try await withMoments(registration: registration) { served in
      for number in 1...10 { _ = try await served.report("ADT-\(number)") }
      _ = await registration.calls.first { _ in true }
      let down = try await served.moments.getProgress(Mantel_Moments_V1_GetProgressRequest())
      #expect(down.waiting == 10 && down.matched == 0)
      registration.setDown(false)
      let up = try await served.progress { $0.waiting == 0 }
      #expect(up.matched == 10 && up.unknown == 0)
      let events = try await served.events(20)
      #expect(Set(events.filter { $0.payload?.isMatch == true }.map(\.momentMatched.moment)).count == 10)
      #expect(events.count == 20)
      #expect(try await served.notices(10).count == 10)
    }
  }

  @Test("What waits at the end of the process is matched by the next")
  func restart() async throws {
    let (path, keys) = (temporaryPath(), KeyFile())
    let receipt = try await withMoments(
      location: .file(path),
      keys: keys,
      registration: ScriptedRegistration(isDown: true)
    ) { try await $0.report() }
    let registration = ScriptedRegistration([Samples.recipientINSZ: Answers.recipient([Answers.caregiver()])])
    try await withMoments(location: .file(path), keys: keys, registration: registration) { served in
      let notices = try await served.notices(1)
      #expect(notices.map(\.moment) == [receipt.moment])
      let replay = try await served.report()
      #expect(replay == receipt)
    }
  }

  @Test("Moments are matched in the order in which they came")
  func order() async throws {
    let database = try MomentsStore.openDatabase(.temporary, clock: .system)
    let store = MomentsStore(database: database, keys: KeyFile(), encode: MomentsEventEncoder.payload)
    let registration = ScriptedRegistration([Samples.recipientINSZ: Answers.recipient([Answers.caregiver()])])
    var reported: [OpaqueID] = []
    for number in 0...MomentMatcher.batch { reported.append(try await store.report(.sample("\(number)")).id) }
    try await withServed(ServiceComponent(name: "registration", rpcs: [registration])) { upstream in
      let matcher = MomentMatcher(store: store, registration: RegistrationClient(wrapping: upstream))
      try await matcher.matchWaiting {}
    }
    let notices = try await store.notices(in: [NISCode("44084")], after: 0, limit: 100)
    #expect(notices.map(\.moment) == reported)
  }

  @Test("Moments that are looked up together are settled in one commit, those of strangers with the others")
  func oneCommit() async throws {
    let counter = StatementCounter()
    let database = try MomentsStore.openDatabase(.temporary, clock: .system, counting: counter)
    let store = MomentsStore(database: database, keys: KeyFile(), encode: MomentsEventEncoder.payload)
    for number in 1...MomentMatcher.batch { _ = try await store.report(.sample("\(number)")) }
    let strangers = ScriptedRegistration()
    try await withServed(ServiceComponent(name: "registration", rpcs: [strangers])) { upstream in
      counter.reset()
      let matcher = MomentMatcher(store: store, registration: RegistrationClient(wrapping: upstream))
      try await matcher.matchWaiting {}
    }
    #expect(counter.counts.commits == 1)
    #expect(try await store.progress() == (0, 0, Int64(MomentMatcher.batch)))
  }

  @Test("A moment that is settled twice has its notices and its event once")
  func settledTwice() async throws {
    let database = try MomentsStore.openDatabase(.temporary, clock: .system)
    let store = MomentsStore(database: database, keys: KeyFile(), encode: MomentsEventEncoder.payload)
    _ = try await store.report(.sample("1"))
    let waiting = try #require(try await store.waiting(after: 0, limit: 1).first)
    let caregiver = MatchedCaregiver(
      caregiver: .random(),
      careSituation: .random(),
      municipality: try NISCode("44084"),
      channel: .sms,
      language: .dutch
    )
    for _ in 1...2 {
      let person = MatchedPerson(person: .random(), purposes: [.hospital], caregivers: [caregiver], sequence: 1)
      #expect(try await store.settle(waiting, as: person))
    }
    #expect(try await store.notices(in: [NISCode("44084")], after: 0, limit: 10).count == 1)
    let events = try await database.read { try $0.value(Int.self, "SELECT count(*) FROM outbox") }
    #expect(events == 2)
  }

  @Test("Moments that Registration refuses wait for the next start, and stand in nobody's way")
  func refused() async throws {
    let (path, keys) = (temporaryPath(), KeyFile())
    let registration = ScriptedRegistration([
      Samples.recipientINSZ: Answers.recipient([Answers.caregiver()]),
      Samples.otherINSZ: Answers.recipient([Answers.caregiver()]),
    ])
    registration.setFault(.invalid("recipient_insz", "is not taken"), for: Samples.otherINSZ)
    try await withMoments(location: .file(path), keys: keys, registration: registration) { served in
      // More of them than are looked up at once.
      for number in 0...MomentMatcher.batch { _ = try await served.report("BAD-\(number)", insz: Samples.otherINSZ) }
      _ = try await served.report("GOOD")
      let progress = try await served.progress { $0.matched == 1 }
      #expect(progress.waiting == MomentMatcher.batch + 1 && progress.unknown == 0)
    }
    registration.setFault(nil, for: Samples.otherINSZ)
    try await withMoments(location: .file(path), keys: keys, registration: registration) { served in
      let progress = try await served.progress { $0.waiting == 0 }
      #expect(progress.matched == MomentMatcher.batch + 2)
    }
  }

  @Test("Moments that meet a fault of Registration are tried again, and stand in nobody's way")
  func faults() async throws {
    let registration = ScriptedRegistration([
      Samples.recipientINSZ: Answers.recipient([Answers.caregiver()]),
      Samples.otherINSZ: Answers.recipient([Answers.caregiver()]),
    ])
    registration.setFault(Refusal(.internal, "A fault"), for: Samples.otherINSZ)
    try await withMoments(registration: registration) { served in
      for number in 0...MomentMatcher.batch { _ = try await served.report("BAD-\(number)", insz: Samples.otherINSZ) }
      _ = try await served.report("GOOD")
      let progress = try await served.progress { $0.matched == 1 }
      #expect(progress.waiting == MomentMatcher.batch + 1 && progress.unknown == 0)
      registration.setFault(nil, for: Samples.otherINSZ)
      let after = try await served.progress { $0.waiting == 0 }
      #expect(after.matched == MomentMatcher.batch + 2)
    }
  }

  @Test("An answer that cannot be read stands in nobody's way")
  func unreadableAnswer() async throws {
    var caregiver = Answers.caregiver()
    caregiver.municipality = "Aalter"
    let registration = ScriptedRegistration([Samples.otherINSZ: Answers.recipient([caregiver])])
    try await withMoments(registration: registration) { served in
      _ = try await served.report("BAD", insz: Samples.otherINSZ)
      _ = try await served.report("GOOD")
      let progress = try await served.progress { $0.unknown == 1 }
      #expect(progress.waiting == 1)
    }
  }

  @Test("A number sealed with another key waits until that key is back, and stands in nobody's way")
  func otherKey() async throws {
    let (path, first, second) = (temporaryPath(), KeyFile(), KeyFile())
    _ = try await withMoments(
      location: .file(path),
      keys: first,
      registration: ScriptedRegistration(isDown: true)
    ) { try await $0.report("SEALED-BEFORE") }
    let registration = ScriptedRegistration([Samples.recipientINSZ: Answers.recipient([Answers.caregiver()])])
    try await withMoments(location: .file(path), keys: second, registration: registration) { served in
      _ = try await served.report("SEALED-AFTER")
      let progress = try await served.progress { $0.matched == 1 }
      #expect(progress.waiting == 1)
    }
    try await withMoments(location: .file(path), keys: first, registration: registration) { served in
      let progress = try await served.progress { $0.waiting == 0 }
      #expect(progress.matched == 2)
    }
  }

  @Test("A sealed number opens for its own moment alone")
  func boundToMoment() async throws {
    let database = try MomentsStore.openDatabase(.temporary, clock: .system)
    let store = MomentsStore(database: database, keys: KeyFile(), encode: MomentsEventEncoder.payload)
    for number in 1...2 { _ = try await store.report(.sample("\(number)")) }
    let before = try await store.waiting(after: 0, limit: 2).map(\.recipient)
    #expect(before == [Samples.recipientINSZ, Samples.recipientINSZ])
    try await database.write { transaction in
      try transaction.connection.script(
        "UPDATE moment SET sealed_insz = (SELECT sealed_insz FROM moment WHERE key = 1) WHERE key = 2"
      )
    }
    let after = try await store.waiting(after: 0, limit: 2).map(\.recipient)
    #expect(after == [Samples.recipientINSZ, nil])
  }

  @Test("No query scans a table or sorts, and those of notices walk along their index")
  func queryPlans() async throws {
    let database = try MomentsStore.openDatabase(.temporary, clock: .system)
    let queries = [
      MomentsStore.reportedSQL, MomentsStore.waitingSQL, MomentsStore.noticesSQL, MomentsStore.noticeSQL,
      MomentsStore.withdrawalSQL, MomentsStore.takeBackSQL,
    ]
    for sql in queries {
      let plan = try await database.queryPlan(of: sql)
      #expect(!plan.isEmpty)
      #expect(!plan.contains { $0.hasPrefix("SCAN") || $0.contains("TEMP B-TREE") }, "\(plan)")
    }
    let notices = try await database.queryPlan(of: MomentsStore.noticesSQL)
    #expect(notices.contains { $0.contains("notice_by_municipality (municipality=? AND sequence>?)") }, "\(notices)")
    let waiting = try await database.queryPlan(of: MomentsStore.waitingSQL)
    #expect(waiting.contains { $0.contains("moment_that_waits") }, "\(waiting)")
    let takeBack = try await database.queryPlan(of: MomentsStore.takeBackSQL)
    #expect(takeBack.contains { $0.contains("moment_by_person (person=?)") }, "\(takeBack)")
    let takeUp = try await database.queryPlan(of: MomentsStore.retrySQL)
    #expect(takeUp.contains { $0.contains("moment_set_aside") }, "\(takeUp)")
  }
}

extension Mantel_Events_V1_Event.OneOf_Payload {
  var isMatch: Bool {
    if case .momentMatched = self { true } else { false }
  }
}

extension ReportedMoment {
  /// An admission of the sample recipient.
  static func sample(_ eventID: String) throws -> ReportedMoment {
    ReportedMoment(
      source: "nihdi:\(Samples.hospital)",
      eventID: eventID,
      Details(
        kind: .admission,
        recipient: .number(try INSZ(Samples.recipientINSZ, today: CalendarDate(year: 2025, month: 3, day: 10))),
        occurTime: Instant(seconds: 1_741_608_000),
        place: "Testziekenhuis De Linde",
        placeKind: nil
      )
    )
  }
}
