import CareTypes
import Foundation
import GRPCCore
import RightsAPI
import ServiceCore
import ServiceRuntime
import SwiftProtobuf
import TestSupport
import Testing
import TypeAPI

@testable import Rights
@testable import RightsDomain

@Suite("Re-evaluations", .timeLimit(.minutes(2)))
struct ReevaluationTests {
  private typealias Start = Mantel_Rights_V1_StartReevaluationRequest
  private typealias Message = Mantel_Rights_V1_Reevaluation

  /// So many care situations in Aalter, and as many in Antwerpen.
  private static func people(_ count: Int) throws -> [SituationFacts] {
    try ["44084", "11002"].flatMap { code in
      try SimulatingRights.people(count) { situation, _ in
        situation.caregiver.place = try Place(code)
        situation.recipient.place = try Place(code)
      }
    }
  }

  /// Tells of care situations and a provision, and decides on them.
  private static func tell(_ people: [SituationFacts], _ served: FollowingRights) async throws {
    let first = try Cases.provision("caregiver.age >= 18")
    try await served.store.apply([.published(first)], of: .statutes, upTo: 1)
    try await served.store.apply(people.map { .registered($0) }, of: .registration, upTo: 1)
    try await served.decide()
  }

  /// The version of the current decision of each care situation.
  private static func versions(_ people: [SituationFacts], _ store: RightsStore) async throws -> [Int] {
    var versions: [Int] = []
    for person in people {
      versions += try await store.decisions(of: person.id, after: "", limit: 10).map(\.provision.version)
    }
    return versions
  }

  private static func get(_ name: String, _ served: FollowingRights) async throws -> Message {
    try await served.reevaluations.getReevaluation(.with { $0.name = name }).reevaluation
  }

  private static func start(
    _ served: FollowingRights,
    _ fill: (inout Start) -> Void = { _ in }
  ) async throws -> Message {
    var request = Start.with { $0.requestID = UUID().uuidString }
    fill(&request)
    return try await served.reevaluations.startReevaluation(request).reevaluation
  }

  private static func cancel(_ name: String, _ served: FollowingRights) async throws -> Message {
    try await served.reevaluations.cancelReevaluation(
      .with {
        $0.requestID = UUID().uuidString
        $0.name = name
      }
    ).reevaluation
  }

  private static func resume(_ name: String, _ served: FollowingRights) async throws -> Message {
    try await served.reevaluations.resumeReevaluation(
      .with {
        $0.requestID = UUID().uuidString
        $0.name = name
      }
    ).reevaluation
  }

  @Test("A new version starts one by itself, which says why, where and how far it is until it is done")
  func published() async throws {
    try await withFollowingRights { served in
      let people = try Self.people(8)
      try await Self.tell(people, served)
      #expect(try await served.reevaluations.listReevaluations(.init()).reevaluations.isEmpty)
      let local = try Cases.provision("caregiver.age >= 18", name: "provisions/local", territory: ["44084"])
      try await served.store.apply([.published(local)], of: .statutes, upTo: 2)
      let listed = try await served.reevaluations.listReevaluations(.init()).reevaluations
      let waiting = try #require(listed.first)
      #expect(listed.count == 1 && waiting.state == .waiting && waiting.cause == .published)
      #expect(waiting.versions.map { "\($0.provision) \($0.version)" } == ["provisions/local 1"])
      #expect(waiting.provisions == ["provisions/local"] && !waiting.everywhere && waiting.startedBy.isEmpty)
      #expect(waiting.municipalities.contains("44084") && !waiting.municipalities.contains("11002"))
      #expect(waiting.hasTotalCount && waiting.totalCount == 8 && waiting.hasDoneCount && waiting.doneCount == 0)
      #expect(waiting.hasCreateTime && !waiting.hasBeginTime && !waiting.hasEndTime)
      #expect(waiting.sinceDate == Samples.date(2020, 1, 1))
      try await served.store.decideWaiting(limit: 1)
      let running = try await Self.get(waiting.name, served)
      #expect(running.state == .running && running.doneCount == 5 && running.hasBeginTime && !running.hasEndTime)
      try await served.decide()
      let done = try await Self.get(waiting.name, served)
      #expect(done.state == .done && done.doneCount == 8 && done.totalCount == 8 && done.hasEndTime)
      // Only those of the territory were decided on.
      for (index, person) in people.enumerated() {
        let names = try await served.decisions(person.id).keys.sorted()
        #expect(names == (index < 8 ? ["provisions/local", "provisions/test"] : ["provisions/test"]))
      }
    }
  }

  @Test("One that is cancelled stops, and goes on where it was when it is resumed; one that is done cannot be changed")
  func cancelled() async throws {
    try await withFollowingRights { served in
      let people = try Self.people(10)
      try await Self.tell(people, served)
      let second = try Cases.provision("caregiver.age >= 19", version: 2, from: "2025-06-01")
      try await served.store.apply([.published(second)], of: .statutes, upTo: 2)
      try await served.store.decideWaiting(limit: 1)
      let name = try #require(try await served.reevaluations.listReevaluations(.init()).reevaluations.first).name
      let cancelled = try await Self.cancel(name, served)
      #expect(cancelled.state == .cancelled && cancelled.doneCount == 5 && cancelled.hasEndTime)
      #expect(try await !served.store.isAnyWaiting())
      #expect(try await served.store.waiting() == 0)
      try await served.decide()
      #expect(try await Self.versions(people, served.store).filter { $0 == 2 }.count == 5)
      #expect(try await Self.cancel(name, served) == cancelled)
      let resumed = try await Self.resume(name, served)
      #expect(resumed.state == .waiting && resumed.doneCount == 5 && !resumed.hasEndTime)
      try await served.decide()
      #expect(try await Self.versions(people, served.store) == [Int](repeating: 2, count: 20))
      let done = try await Self.get(name, served)
      #expect(done.state == .done && done.doneCount == 20)
      let ended = SeenError(.failedPrecondition, "REEVALUATION_ENDED")
      #expect(try await refusal { try await Self.cancel(name, served) } == ended)
      #expect(try await refusal { try await Self.resume(name, served) } == ended)
      #expect(try await Self.get(name, served) == done)
    }
  }

  @Test("One that is started by hand is limited to provisions and municipalities, and a repeat starts no other")
  func started() async throws {
    try await withFollowingRights { served in
      let people = try Self.people(3)
      try await Self.tell(people, served)
      let second = try Cases.provision("caregiver.age >= 19", version: 2, from: "2025-06-01")
      try await served.store.apply([.published(second)], of: .statutes, upTo: 2)
      let first = try #require(try await served.reevaluations.listReevaluations(.init()).reevaluations.first)
      _ = try await Self.cancel(first.name, served)
      let request = Start.with {
        $0.requestID = UUID().uuidString
        $0.provisions = ["provisions/test"]
        $0.municipalities = ["11002"]
      }
      let started = try await served.reevaluations.startReevaluation(request).reevaluation
      #expect(started.cause == .started && started.versions.isEmpty && started.startedBy == "test")
      #expect(started.totalCount == 3 && started.municipalities.contains("11002") && !started.hasSinceDate)
      let again = try await served.reevaluations.startReevaluation(request).reevaluation
      #expect(again == started)
      let other = try await refusal {
        try await served.reevaluations.startReevaluation(
          .with {
            $0.requestID = request.requestID
            $0.provisions = []
          }
        )
      }
      #expect(other?.code == .alreadyExists)
      try await served.decide()
      // Three in Antwerpen by the new version, those in Aalter still by the first.
      #expect(try await Self.versions(people, served.store) == [1, 1, 1, 2, 2, 2])
      _ = try await Self.start(served)
      try await served.decide()
      #expect(try await Self.versions(people, served.store) == [Int](repeating: 2, count: 6))
      // The latest first, a page at a time, each once.
      var (names, token): ([String], String) = ([], "")
      repeat {
        let sent = token
        let page = try await served.reevaluations.listReevaluations(
          .with {
            $0.pageSize = 1
            $0.pageToken = sent
          }
        )
        names += page.reevaluations.map(\.name)
        token = page.nextPageToken
      } while !token.isEmpty
      #expect(names.count == 3 && Set(names).count == 3 && names[1] == started.name && names[2] == first.name)
    }
  }

  @Test("What is wrong with a request is named by field")
  func wrong() async throws {
    try await withFollowingRights { served in
      try await Self.tell(Self.people(1), served)
      func fields(_ fill: (inout Start) -> Void) async throws -> [String]? {
        try await refusal { try await Self.start(served, fill) }?.fields
      }
      #expect(try await fields { $0.requestID = "7" } == ["request_id"])
      #expect(try await fields { $0.provisions = ["provisions/test", "test"] } == ["provisions[1]"])
      #expect(try await fields { $0.provisions = ["provisions/other"] } == ["provisions[0]"])
      #expect(try await fields { $0.municipalities = ["4408", "44084"] } == ["municipalities[0]"])
      #expect(try await fields { $0.sinceDate = Samples.date(2025, 6, 2) } == ["since_date"])
      #expect(try await fields { $0.sinceDate = Samples.date(2000, 1, 1) } == ["since_date"])
      #expect(try await refusal { try await Self.get("reevaluations", served) }?.fields == ["name"])
      let unknown = ResourceCollection.reevaluations.name(.random())
      #expect(try await refusal { try await Self.get(unknown, served) } == SeenError(.notFound, "RESOURCE_NOT_FOUND"))
      #expect(try await served.reevaluations.listReevaluations(.init()).reevaluations.isEmpty)
    }
  }

  @Test("A version of a past day is decided on from that day, and not before it")
  func retroactive() async throws {
    try await withFollowingRights { served in
      let people = try Self.people(2)
      try await Self.tell(people, served)
      try await served.come("2025-09-01")
      let late = try Cases.provision("caregiver.age >= 18", name: "provisions/late", from: "2025-07-01")
      try await served.store.apply([.published(late)], of: .statutes, upTo: 2)
      try await served.decide()
      let listed = try await served.reevaluations.listReevaluations(.init()).reevaluations
      #expect(listed.first?.sinceDate == Samples.date(2025, 7, 1) && listed.first?.state == .done)
      for person in people {
        for (day, names) in [
          (Samples.date(2025, 6, 30), ["provisions/test"]),
          (Samples.date(2025, 7, 1), ["provisions/late", "provisions/test"]),
        ] {
          let answer = try await served.rights.listDecisions(
            .with {
              $0.careSituation = ResourceCollection.careSituations.name(person.id)
              $0.date = day
            }
          )
          #expect(answer.decisions.map(\.provision).sorted() == names)
          for decision in answer.decisions {
            #expect(try await served.rights.replayDecision(.with { $0.name = decision.name }).same)
          }
        }
      }
    }
  }

  @Test("Of two at once the first goes on first, and both are done")
  func two() async throws {
    try await withFollowingRights { served in
      let people = try Self.people(6)
      try await Self.tell(people, served)
      let first = try await Self.start(served)
      let second = try await Self.start(served) { $0.municipalities = ["44084"] }
      #expect(try await served.store.waiting() == 12)
      try await served.store.decideWaiting(limit: 1)
      #expect(try await Self.get(first.name, served).state == .running)
      #expect(try await Self.get(second.name, served).state == .waiting)
      let count = try await served.count()
      try await served.decide()
      for (name, total) in [(first.name, 12), (second.name, 6)] {
        let done = try await Self.get(name, served)
        #expect(done.state == .done && done.doneCount == Int64(total) && done.totalCount == Int64(total))
      }
      // By the same law nothing is decided otherwise.
      #expect(try await served.count() == count)
    }
  }

  @Test("Interrupted at any batch it comes to the same decisions as undisturbed", arguments: 1...3)
  func interrupted(seed: Int) async throws {
    let people = try SimulationPopulation.situations(80, seed: UInt64(seed))
    let regulation = try SimulationRegulation.before()
    let drafts = try SimulationRegulation.drafts().map { draft in draft.with { $0.version = 2 } }
    var dice = Dice(seed: UInt64(seed))
    var outcomes: [[String]] = []
    for isDisturbed in [false, true] {
      let store = try await SimulatingRights.store(of: people, regulation)
      while try await store.isAnyWaiting() { try await store.decideWaiting(limit: 50) }
      try await store.apply(drafts.map { .published($0) }, of: .statutes, upTo: 1)
      var failures = 0
      while try await store.isAnyWaiting() {
        // A process that begins again knows nothing but what is stored.
        var next = RightsStore(
          database: store.database,
          municipalities: store.municipalities,
          encode: RightsEventEncoder.payload
        )
        if isDisturbed, Bool.random(using: &dice) {
          // Broken off in the middle of a batch.
          next = RightsStore(database: store.database, municipalities: store.municipalities) { _ in
            throw Refusal(.internal, "Broken off")
          }
        }
        do { try await next.decideWaiting(limit: 1) } catch { failures += 1 }
      }
      #expect(isDisturbed == (failures > 0))
      var lines: [String] = []
      for person in people {
        for decision in try await store.decisions(of: person.id, after: "", limit: 100) {
          lines.append(
            "\(person.id) \(decision.provision.name) \(decision.provision.version) \(decision.result.outcome)"
          )
          #expect(try decision.replayed() == decision.result && decision.isIntact)
        }
      }
      lines.append("\(try await store.decisionCount())")
      let reevaluation = try #require(try await store.reevaluations(before: nil, limit: 1).first).reevaluation
      #expect(reevaluation.state == .done && reevaluation.done == reevaluation.total && reevaluation.done == 80)
      outcomes.append(lines)
    }
    #expect(outcomes[0] == outcomes[1] && outcomes[0].contains { $0.contains(" 2 ") })
  }
}
