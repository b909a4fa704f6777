import CareTypes
import EventsAPI
import Foundation
import GRPCCore
import RightsAPI
import RuleLanguage
import ServiceRuntime
import SwiftProtobuf
import TestSupport
import Testing
import TypeAPI

@testable import Rights
@testable import RightsDomain

@Suite("What care situations with equal facts share", .timeLimit(.minutes(1)))
struct SharedDecisionTests {
  private func count(_ table: String, in served: FollowingRights) async throws -> Int {
    try await served.store.database.read { try $0.value(Int.self, "SELECT count(*) FROM \(table)") ?? 0 }
  }

  private func erase(_ person: OpaqueID, in served: FollowingRights) async throws {
    try await served.tell(
      .registration,
      .personErased(.with { $0.person = ResourceCollection.persons.name(person) })
    )
  }

  @Test("Facts and outcomes are stored once, and each care situation has decisions of its own")
  func once() async throws {
    try await withFollowingRights { served in
      try await served.tell(
        .statutes,
        Told.published("recipient.age >= 18", name: "provisions/a"),
        Told.published("recipient.fod_points >= 12", name: "provisions/b")
      )
      let ids = (0..<5).map { _ in OpaqueID.random() }
      for id in ids { try await served.tell(.registration, .careSituationRegistered(try Told.situation(id))) }
      #expect(try await count("fact_sheet", in: served) == 1)
      #expect(try await count("outcome_list", in: served) == 1)
      #expect(try await count("decision_set", in: served) == 5)
      #expect(try await served.count() == 10)
      var names: Set<String> = []
      for id in ids {
        let decision = try #require(try await served.decision(id, "provisions/a"))
        names.insert(decision.name)
        #expect(decision.careSituation == ResourceCollection.careSituations.name(id) && decision.outcome == .proposed)
        #expect(try await served.rights.replayDecision(.with { $0.name = decision.name }).same)
      }
      #expect(names.count == 5)
    }
  }

  @Test("Facts that are forgotten of one stay with another who has the same, and go when nobody has them any more")
  func forgotten() async throws {
    try await withFollowingRights { served in
      try await served.tell(.statutes, Told.published("recipient.age >= 18 && situation.hours_per_week >= 1.0"))
      let (one, other) = (OpaqueID.random(), OpaqueID.random())
      let (ids, people) = ([OpaqueID.random(), OpaqueID.random()], [one, other])
      for (id, person) in zip(ids, people) {
        try await served.tell(.registration, .careSituationRegistered(try Told.situation(id, recipient: person)))
      }
      let before = [
        try #require(try await served.decision(ids[0], "provisions/test")),
        try #require(try await served.decision(ids[1], "provisions/test")),
      ]
      #expect(before[0].factsDigest == before[1].factsDigest)
      func sheets() async throws -> [String] {
        try await served.store.database.read { try $0.values(String.self, "SELECT facts FROM fact_sheet") }
      }
      try await erase(one, in: served)
      #expect(try await sheets().contains { $0.contains("recipient.age") })
      let gone = try await refusal { try await served.rights.explainDecision(.with { $0.name = before[0].name }) }
      #expect(gone == SeenError(.failedPrecondition, "PERSON_GONE"))
      let kept = try #require(try await served.decision(ids[1], "provisions/test"))
      #expect(kept.name == before[1].name && kept.factsDigest == before[1].factsDigest)
      #expect(try await served.rights.replayDecision(.with { $0.name = kept.name }).same)
      #expect(try await !served.rights.explainDecision(.with { $0.name = kept.name }).lines.isEmpty)
      try await erase(other, in: served)
      let left = try await sheets()
      #expect(!left.isEmpty && left.allSatisfy { !$0.contains("recipient.age") }, "\(left)")
      // Whoever is told of later with the same facts is decided on as before.
      let third = OpaqueID.random()
      try await served.tell(.registration, .careSituationRegistered(try Told.situation(third)))
      let new = try #require(try await served.decision(third, "provisions/test"))
      #expect(new.factsDigest == before[0].factsDigest)
      #expect(try await served.rights.replayDecision(.with { $0.name = new.name }).same)
    }
  }

  @Test("Only what changes is stored again: the rest keeps its id and its time, and what is replaced says when")
  func changes() async throws {
    try await withFollowingRights { served in
      try await served.tell(
        .statutes,
        Told.published("recipient.age >= 18", name: "provisions/a"),
        Told.published("recipient.fod_points >= 12", name: "provisions/b"),
        Told.published("situation.hours_per_week >= 1.0", name: "provisions/c")
      )
      let id = OpaqueID.random()
      func told(_ points: Int64) throws -> Mantel_Events_V1_CareSituationRegistered {
        try Told.situation(id) { $0.evidence = [try Told.points(points, issued: "2025-01-01")] }
      }
      func all() async throws -> [String: Mantel_Rights_V1_Decision] {
        let answer = try await served.rights.listDecisions(
          .with { $0.careSituation = ResourceCollection.careSituations.name(id) }
        )
        return Dictionary(uniqueKeysWithValues: answer.decisions.map { ($0.provision, $0) })
      }
      try await served.tell(.registration, .careSituationRegistered(try told(5)))
      let first = try await all()
      served.clock.set(try Cases.date("2025-06-02"))
      try await served.tell(.registration, try Told.changed(try told(13)))
      let second = try await all()
      #expect(second["provisions/a"] == first["provisions/a"] && second["provisions/c"] == first["provisions/c"])
      let changed = try #require(second["provisions/b"])
      #expect(changed.outcome == .proposed && changed.name != first["provisions/b"]?.name)
      #expect(try await served.count() == 4)
      let former = try #require(first["provisions/b"])
      let replaced = try await served.rights.explainDecision(.with { $0.name = former.name }).decision
      #expect(replaced.supersedeTime == changed.decideTime && replaced.outcome == .notEntitled)
      #expect(try await served.rights.replayDecision(.with { $0.name = former.name }).same)
      // The first set is current as long as one of its decisions is.
      func current() async throws -> Int {
        try await served.store.database.read {
          try $0.value(Int.self, "SELECT count(*) FROM decision_set WHERE superseded IS NULL") ?? 0
        }
      }
      #expect(try await current() == 2)
      served.clock.set(try Cases.date("2025-06-03"))
      try await served.tell(.registration, try Told.changed(try told(14)))
      #expect(try await current() == 2)
      #expect(try await count("decision_set", in: served) == 3)
      let third = try await all()
      #expect(third["provisions/a"] == first["provisions/a"] && third["provisions/b"]?.name != changed.name)
      let again = try await served.rights.explainDecision(.with { $0.name = former.name }).decision
      #expect(again.supersedeTime == changed.decideTime)
    }
  }

  @Test("What is kept of decisions in memory is not used after facts were forgotten, or a transaction failed")
  func memory() {
    let cache = DecidedCache()
    var first = cache.take()
    #expect(first.memory.lists.isEmpty)
    first.memory.add([7: OutcomeList([])])
    cache.giveBack(first)
    var second = cache.take()
    #expect(second.memory.lists.count == 1)
    // While it is taken, or when it is never given back, nothing is known.
    #expect(cache.take().memory.lists.isEmpty)
    cache.forget()
    second.memory.add([8: OutcomeList([])])
    cache.giveBack(second)
    #expect(cache.take().memory.lists.isEmpty)
  }
}
