import CareTypes
import EventsAPI
import Foundation
import GRPCCore
import GRPCInProcessTransport
import Proofs
import Registration
import RegistrationDomain
import Rights
import RightsDomain
import RuleLanguage
import ServiceLifecycle
import ServiceCore
import ServiceRuntime
import Statutes
import StatutesAPI
import SwiftProtobuf

/// Decisions on care situations of a filled registry, by the provisions that come with Mantel: Rights follows the feeds
/// as it does when it is served.
struct DecisionMeasurement {
  let site: Site
  let effort: Effort
  let registry: Registry
  /// The ids of the care situations of the registry.
  let ids: [OpaqueID]

  /// What was measured.
  struct Result {
    let measurements: [Measurement]
    /// Decisions on one care situation.
    let perSituation: Double
    /// Bytes on disk for one care situation, indexes included.
    let bytesPerSituation: Int
  }

  private typealias FeedClient = Mantel_Events_V1_EventFeedService.Client<InProcessTransport.Client>

  func measure() async throws -> Result {
    let last = try await registry.database.read { database in
      try database.value(Int64.self, "SELECT max(sequence) FROM outbox")
    }
    let law = site.newDatabase()
    let statutes = try StatutesComponent.make(
      location: .file(law),
      clock: site.clock,
      tables: site.tables
    )
    let silent = try ServiceDatabase(.file(site.newDatabase()), label: "silent", clock: site.clock, migrations: [])
    return try await InsideProcess.serve(ServiceComponent(name: "silent", rpcs: [EventFeed(database: silent)])) {
      nothing in
      try await InsideProcess.serve(statutes) { statutes in
        _ = try await LawMeasurement.publish(by: statutes)
        let lastOfLaw = try await StatutesStore.openDatabase(.file(law), clock: site.clock).read { database in
          try database.value(Int64.self, "SELECT max(sequence) FROM outbox")
        }
        let feed = EventFeed(database: registry.database)
        return try await InsideProcess.serve(ServiceComponent(name: "registration", rpcs: [feed])) { registration in
          try await measure(
            Feeds(
              registration: (FeedClient(wrapping: registration), last ?? 0),
              statutes: (FeedClient(wrapping: statutes), lastOfLaw ?? 0),
              nothing: FeedClient(wrapping: nothing)
            )
          )
        }
      }
    }
  }

  /// The feeds that Rights follows, each with the sequence of its last event.
  private struct Feeds {
    let registration: (client: FeedClient, last: Int64)
    let statutes: (client: FeedClient, last: Int64)
    let nothing: FeedClient
  }

  private func measure(_ feeds: Feeds) async throws -> Result {
    var size = (decisions: 0.0, bytes: 0)
    func decideAll() async throws -> (rights: DecisionsBeside, pace: Pace) {
      let new = try DecisionsBeside(path: site.newDatabase(), clock: site.clock)
      _ = try await follow(feeds.statutes, of: .statutes, registration: feeds.nothing, feeds, new)
      let before = try await new.database.bytes(at: new.path)
      let watch = Stopwatch()
      try await follow(feeds.registration, of: .registration, registration: feeds.registration.client, feeds, new)
      let count = try await new.store.decisionCount()
      let pace = watch.pace(of: count)
      let bytes = try await new.database.bytes(at: new.path) - before
      size = (Double(count) / Double(ids.count), bytes / ids.count)
      return (new, pace)
    }
    func decideAgain(_ rights: DecisionsBeside) async throws -> Pace {
      let count = try await rights.store.decisionCount()
      try await rights.database.write { transaction in
        try transaction.connection.execute(
          "UPDATE event_cursor SET sequence = 0 WHERE feed = ?",
          [FeedName.registration.rawValue]
        )
      }
      let watch = Stopwatch()
      try await follow(feeds.registration, of: .registration, registration: feeds.registration.client, feeds, rights)
      return watch.pace(of: count)
    }
    let (rights, _) = try await decideAll()
    let asked = try await conditions(of: rights.store)
    let limit = { try await evaluations(asked) { $0.condition.evaluate($0.facts).outcome == $0.outcome } }
    let evaluated = "their conditions evaluated"
    let measurements = [
      try await effort.measure("decisions explained in words", against: evaluated, limit: limit) {
        try await evaluations(asked) { !$0.explainer.lines($0.values).isEmpty }
      },
      try await effort.measure("decisions, from the event to the disk", against: evaluated, limit: limit) {
        try await decideAll().pace
      },
      try await effort.measure("decisions taken again, unchanged", against: evaluated, limit: limit) {
        try await decideAgain(rights)
      },
    ]
    return Result(measurements: measurements, perSituation: size.decisions, bytesPerSituation: size.bytes)
  }

  /// Runs Rights until it has followed a feed to its end, and no care situation waits.
  private func follow(
    _ feed: (client: FeedClient, last: Int64),
    of name: FeedName,
    registration: FeedClient,
    _ feeds: Feeds,
    _ rights: DecisionsBeside
  ) async throws {
    let component = try RightsComponent.make(
      location: .file(rights.path),
      clock: site.clock,
      tables: site.tables,
      issuer: try .temporary(),
      registrationFeed: registration,
      statutesFeed: feeds.statutes.client,
      momentsFeed: feeds.nothing
    )
    try await withThrowingTaskGroup(of: Void.self) { group in
      for service in component.background { group.addTask { try await service.run() } }
      while true {
        if try await rights.isDone(until: feed.last, of: name) { break }
        try await Task.sleep(for: .milliseconds(5))
      }
      group.cancelAll()
      while let result = await group.nextResult() {
        if case .failure(let error) = result, !(error is CancellationError) { throw error }
      }
    }
  }

  /// A condition, the facts that a decision was taken on, and what the condition says of them.
  private struct Asked: Sendable {
    let condition: Condition
    let facts: FactSheet
    let outcome: Outcome
    /// Explains all decisions on the same version, as in Rights.
    let explainer: KeptExplainer
    let values: SlotValues
  }

  /// The conditions of decisions.
  private func conditions(of store: RightsStore) async throws -> [Asked] {
    var asked: [Asked] = []
    var explainers: [ProvisionVersion.Applied: KeptExplainer] = [:]
    for id in ids.prefix(effort.evaluatedSituations) {
      for decision in try await store.decisions(of: id, after: "", limit: 100) {
        let provision = try CompiledProvision(decision.provision)
        let facts = try decision.input().factSheet(for: decision.provision)
        let applied = decision.provision.applied
        let explainer =
          explainers[applied]
          ?? KeptExplainer(
            ConditionExplainer(provision.condition, in: [.dutch, .english], catalogue: provision.catalogue)
          )
        explainers[applied] = explainer
        asked.append(
          Asked(
            condition: provision.condition,
            facts: facts,
            outcome: provision.condition.evaluate(facts).outcome,
            explainer: explainer,
            values: provision.condition.values(facts)
          )
        )
      }
    }
    return asked
  }

  /// How fast something is done with the conditions.
  ///
  /// - Parameter body: Does it with one, and says whether it came out right.
  private func evaluations(_ asked: [Asked], _ body: (Asked) -> Bool) async throws -> Pace {
    try await effort.pace(of: asked.count) { _ in
      for one in asked where !body(one) { throw Refusal(.internal, "A condition is not evaluated") }
    }
  }
}
