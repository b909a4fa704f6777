import CareTypes
import ServiceCore
import ServiceRuntime
import TestSupport
import Testing

@testable import Rights
@testable import RightsDomain

@Suite("Care situations that are decided on in the transaction of their events")
struct DecidedAtOnceTests {
  private func withStore(_ body: (RightsStore, StatementCounter) async throws -> Void) async throws {
    let (clock, counter) = (ManualClock(try Cases.date("2025-06-01")), StatementCounter())
    let database = try RightsStore.openDatabase(.temporary, clock: clock.clock, counting: counter)
    let store = try Cases.store(database)
    try await store.apply([.published(try Cases.provision("caregiver.age >= 18"))], of: .statutes, upTo: 1)
    while try await store.isAnyWaiting() { try await store.decideWaiting(limit: 10) }
    counter.reset()
    try await body(store, counter)
  }

  @Test("Events are stored and decided on in one commit")
  func oneCommit() async throws {
    try await withStore { store, counter in
      let situations = try (0..<5).map { _ in try Cases.situation() }
      try await store.apply(situations.map { .changed($0) }, of: .registration, upTo: 5)
      #expect(counter.counts.commits == 1)
      #expect(try await !store.isAnyWaiting())
      for situation in situations {
        #expect(try await store.decisions(of: situation.id, after: "", limit: 10).map(\.result.outcome) == [.proposed])
      }
    }
  }

  @Test("As many are decided on as there are events; the others wait in the queue")
  func limit() async throws {
    try await withStore { store, _ in
      let recipient = OpaqueID.random()
      let situations = try (0..<3).map { _ in try Cases.situation(recipient: recipient) }
      try await store.apply(situations.map { .changed($0) }, of: .registration, upTo: 3)
      #expect(try await store.waiting() == 0)
      let consent = EventForRights.consent(person: recipient, purpose: .automaticRights, given: true)
      try await store.apply([consent], of: .registration, upTo: 4)
      #expect(try await store.waiting() == 2)
    }
  }

  @Test("Events are stored although deciding fails, and are decided on later")
  func failure() async throws {
    try await withStore { store, counter in
      let failing = RightsStore(database: store.database, municipalities: store.municipalities) { _ in
        throw Refusal(.internal, "No event can be made")
      }
      let situation = try Cases.situation()
      try await failing.apply([.changed(situation)], of: .registration, upTo: 1)
      #expect(try await store.cursor(of: .registration) == 1)
      #expect(try await store.waiting() == 1)
      try await failing.apply([.erased(person: situation.recipient.id)], of: .registration, upTo: 2)
      #expect(try await store.cursor(of: .registration) == 2)
      await #expect(throws: Refusal.self) { try await failing.decideWaiting(limit: 10) }
      #expect(try await store.decisions(of: situation.id, after: "", limit: 10).isEmpty)
      try await store.decideWaiting(limit: 10)
      #expect(try await !store.isAnyWaiting())
      #expect(try await !store.decisions(of: situation.id, after: "", limit: 10).isEmpty)
    }
  }

  @Test("What was just stored is the same as what is read back")
  func sameAsStored() async throws {
    try await withStore { store, _ in
      let situations = try SimulationPopulation.situations(200)
      let date = try Cases.date("2025-06-01")
      let (read, known) = try await store.database.write { transaction in
        let db = transaction.connection
        var consumer = try RightsEventConsumer(transaction, cache: store.cache, municipalities: store.municipalities)
        for situation in situations { try consumer.consume(.changed(situation)) }
        let keys = try db.values(Int64.self, "SELECT key FROM situation ORDER BY key")
        return (
          try SituationBatch.read(keys, on: date, in: db).map(\.facts),
          try SituationBatch.read(keys, on: date, written: consumer.written, in: db).map(\.facts)
        )
      }
      #expect(read.count == 200 && read == known)
    }
  }

  @Test("What a later event of the batch changes or forgets is not taken from what was stored before it")
  func changedLater() async throws {
    try await withStore { store, _ in
      let situation = try Cases.situation()
      try await store.apply(
        [.changed(situation), .ended(situation.id, try Cases.date("2025-01-31"), caregiverDied: false)],
        of: .registration,
        upTo: 2
      )
      let ended = try #require(try await store.decisions(of: situation.id, after: "", limit: 10).first)
      #expect(ended.result.reasons == [.careEnded])
      let other = try Cases.situation()
      try await store.apply([.changed(other), .erased(person: other.caregiver.id)], of: .registration, upTo: 4)
      let forgotten = try #require(try await store.decisions(of: other.id, after: "", limit: 10).first)
      #expect(forgotten.result.missing == ["caregiver.age"])
    }
  }
}
