import CareTypes
import Foundation
import RuleLanguage
import ServiceRuntime
import TestSupport
import Testing

@testable import Rights
@testable import RightsDomain

@Suite("How a change of the law reaches the care situations", .timeLimit(.minutes(1)))
struct SweepTests {
  private func decide(_ store: RightsStore, limit: Int = 7) async throws {
    while try await store.isAnyWaiting() { try await store.decideWaiting(limit: limit) }
  }

  private func queueAll(_ store: RightsStore) async throws {
    try await store.database.write {
      try $0.connection.execute("INSERT INTO evaluation_queue (situation, traceparent) SELECT key, '' FROM situation")
    }
  }

  private func count(_ table: String, _ store: RightsStore) async throws -> Int {
    try await store.database.read { try $0.value(Int.self, "SELECT count(*) FROM \(table)") ?? 0 }
  }

  private func openCount(_ store: RightsStore) async throws -> Int {
    try await store.reevaluations(before: nil, limit: 100).filter {
      [.waiting, .running].contains($0.reevaluation.state)
    }
    .count
  }

  /// Provisions of which some prove, exclude or replace others.
  private func related() throws -> [ProvisionVersion] {
    try [
      Cases.provision("recipient.fod_points >= 12", name: "provisions/proof", automatic: true).with {
        $0.heldWhen = "recipient.has_care_budget_severe"
      },
      Cases.provision("recipient.bel_score >= 30 && recipient.age >= 18", name: "provisions/proven").with {
        $0.acceptedProofs = [
          AcceptedProof(part: "recipient.bel_score >= 30", proof: "provisions/proof", isDeclared: true)
        ]
      },
      Cases.provision("recipient.age >= 60", name: "provisions/excluding").with {
        $0.excludes = ["provisions/excluded"]
      },
      Cases.provision("situation.hours_per_week >= 8.0", name: "provisions/excluded"),
    ]
  }

  @Test(
    "Deciding on the changed provisions alone comes to the same as deciding on all of them anew",
    arguments: 0..<8
  )
  func same(seed: Int) async throws {
    let store = try await SimulatingRights.store(
      of: try SimulationPopulation.situations(60, seed: UInt64(seed + 1)),
      try SimulationRegulation.before() + related()
    )
    try await decide(store)
    let changes: [ProvisionVersion] =
      try SimulationRegulation.drafts()
      + related().map { version in
        version.with { $0.condition += seed % 2 == 0 ? " && caregiver.unpaid != false" : " || recipient.age >= 90" }
      }
    for (number, change) in changes.enumerated() where (number + seed) % 3 != 0 {
      var version = change
      version.version = 2
      if seed == 5 { version.overrides = ["provisions/support"] }
      if seed == 6 { (version.excludes, version.validTo) = (["provisions/premium"], version.validFrom + 1) }
      if seed == 7 { version.acceptedProofs = [] }
      try await store.apply([.published(version)], of: .statutes, upTo: Int64(number + 1))
      if number % 2 == 0 { try await decide(store) }
    }
    try await decide(store)
    let before = (try await store.decisionCount(), try await count("outbox", store))
    try await queueAll(store)
    try await decide(store)
    #expect(try await store.decisionCount() == before.0)
    #expect(try await count("outbox", store) == before.1)
  }

  @Test("A change is one row however many it concerns, counts each care situation once, and goes on where it was")
  func row() async throws {
    let store = try await SimulatingRights.store(
      of: SimulatingRights.people(50),
      [
        try Cases.provision("caregiver.age >= 18"),
        try Cases.provision("recipient.age >= 18", name: "provisions/other"),
      ]
    )
    try await decide(store)
    let first = try await store.decisionCount()
    try await store.apply([.published(try Cases.provision("caregiver.age >= 19", version: 2))], of: .statutes, upTo: 1)
    #expect(try await count("evaluation_queue", store) == 0)
    #expect(try await openCount(store) == 1)
    #expect(try await store.waiting() == 50)
    // What is queued as well is decided on first, and counted once.
    try await store.apply([.registered(try Cases.situation())], of: .registration, upTo: 2)
    try await store.database.write { transaction in
      try transaction.connection.execute(
        "INSERT INTO evaluation_queue (situation, traceparent) SELECT max(key), '' FROM situation"
      )
    }
    #expect(try await store.waiting() == 51)
    try await store.decideWaiting(limit: 4)
    #expect(try await store.waiting() == 50)
    try await store.decideWaiting(limit: 4)
    #expect(try await store.waiting() == 30)
    try await decide(store, limit: 4)
    #expect(try await store.waiting() == 0)
    #expect(try await openCount(store) == 0)
    // Of 50 one decision each is new, on the changed provision alone, and rests on what that asks.
    #expect(try await store.decisionCount() == first + 50 + 2)
    let sheets = try await store.database.read {
      try $0.values(
        String.self,
        "SELECT facts FROM fact_sheet JOIN decision_set ON sheet = fact_sheet.key WHERE situation = 1"
      )
    }
    #expect(
      sheets.map { $0.contains("recipient.age") } == [true, false] && sheets.allSatisfy { $0.contains("caregiver.age") }
    )
    let id = try #require(try await store.database.read { try $0.value(Data.self, "SELECT id FROM situation") })
    for decision in try await store.decisions(of: try #require(OpaqueID(blob: id)), after: "", limit: 10) {
      #expect(try decision.replayed() == decision.result && decision.isIntact)
    }
  }

  @Test(
    "A provision of some municipalities concerns who lives there, and one that concerns nobody leaves nothing waiting"
  )
  func local() async throws {
    let elsewhere = try SimulatingRights.people(5) { situation, _ in
      situation.caregiver.place = try Place("11002")
      situation.recipient.place = try Place("11002")
    }
    let store = try await SimulatingRights.store(of: elsewhere + SimulatingRights.people(3), [])
    try await decide(store)
    let local = try Cases.provision("caregiver.age >= 18", territory: ["44084"])
    try await store.apply([.published(local)], of: .statutes, upTo: 1)
    #expect(try await store.waiting() == 3)
    try await decide(store)
    #expect(try await store.decisionCount() == 3)
    let nobody = try Cases.provision("caregiver.age >= 18", name: "provisions/nobody", territory: ["73006"])
    try await store.apply([.published(nobody)], of: .statutes, upTo: 2)
    try await decide(store)
    #expect(try await store.waiting() == 0)
    #expect(try await openCount(store) == 0)
  }

  @Test("A change of the law before there is any care situation begins nothing")
  func empty() async throws {
    let store = try await SimulatingRights.store(of: [], [try Cases.provision("caregiver.age >= 18")])
    #expect(try await !store.isAnyWaiting())
  }

  @Test("The statements do not grow with the provisions, and hardly with care situations that stay as they are")
  func statements() async throws {
    let counter = StatementCounter()
    let store = try await SimulatingRights.store(
      of: SimulatingRights.people(40),
      (0..<30).map { try Cases.provision("caregiver.age >= \($0 + 60)", name: "provisions/p\($0)") },
      counting: counter
    )
    counter.reset()
    try await decide(store, limit: 40)
    // For each care situation its decisions and its review, and what is read and shared for all.
    #expect(counter.counts.executed < 2 * 40 + 100, "\(counter.counts.executed)")
    #expect(try await store.decisionCount() == 40 * 30)
    try await queueAll(store)
    counter.reset()
    try await decide(store, limit: 40)
    #expect(counter.counts.executed < 20, "\(counter.counts.executed)")
  }
}
