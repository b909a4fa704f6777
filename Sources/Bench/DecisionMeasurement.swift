import CareTypes
import EventsAPI
import Foundation
import GRPCCore
import GRPCInProcessTransport
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
  let filled: FilledRegistry

  /// What was measured.
  struct Result {
    let measurement: Measurement
    /// Decisions on one care situation.
    let perSituation: Double
    /// Bytes on disk for one care situation, indexes included.
    let bytesPerSituation: Int
  }

  private typealias FeedClient = Mantel_Events_V1_EventFeedService.Client<InProcessTransport.Client>

  func measure() async throws -> Result {
    let last = try await filled.registry.database.read { database in
      try database.value(Int64.self, "SELECT max(sequence) FROM outbox")
    }
    let law = site.newDatabase()
    let statutes = try StatutesComponent.make(
      location: .file(law),
      clock: site.clock,
      tables: site.tables
    )
    let silent = try ServiceDatabase(.file(site.newDatabase()), label: "silent", clock: site.clock, migrations: [])
    return try await Self.withFeed(ServiceComponent(name: "silent", rpcs: [EventFeed(database: silent)])) { nothing in
      try await Self.withFeed(statutes) { statutes in
        try await publishPacks(statutes)
        let lastOfLaw = try await StatutesStore.openDatabase(.file(law), clock: site.clock).read { database in
          try database.value(Int64.self, "SELECT max(sequence) FROM outbox")
        }
        let feed = EventFeed(database: filled.registry.database)
        return try await Self.withFeed(ServiceComponent(name: "registration", rpcs: [feed])) { registration in
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
    var rights: Rights?
    var size = (decisions: 0.0, bytes: 0)
    func run() async throws -> Double {
      let new = try Rights(path: site.newDatabase(), clock: site.clock)
      _ = try await follow(feeds.statutes, of: .statutes, registration: feeds.nothing, feeds, new)
      let before = try await new.database.bytes(at: new.path)
      let registration = feeds.registration
      let duration = try await follow(registration, of: .registration, registration: registration.client, feeds, new)
      let count = try await new.store.decisionCount()
      let bytes = try await new.database.bytes(at: new.path) - before
      size = (Double(count) / Double(filled.ids.count), bytes / filled.ids.count)
      rights = new
      return Effort.rate(of: count, in: duration)
    }
    _ = try await run()
    guard let rights else { throw Refusal(.internal, "Nothing was decided") }
    let asked = try await conditions(of: rights.store)
    let measurement = try await effort.measure(
      "decisions of Rights",
      against: "their conditions evaluated and explained",
      limit: { try await evaluations(asked) },
      rate: run
    )
    return Result(measurement: measurement, perSituation: size.decisions, bytesPerSituation: size.bytes)
  }

  /// The database of a Rights, seen from beside it.
  private struct Rights {
    let path: String
    let database: ServiceDatabase
    let store: RightsStore

    init(path: String, clock: RegistryClock) throws {
      self.path = path
      database = try RightsStore.openDatabase(.file(path), clock: clock)
      let municipalities = try ReferenceTables().municipalities
      store = RightsStore(database: database, municipalities: municipalities) { _ in
        throw Refusal(.internal, "Nothing is decided here")
      }
    }
  }

  /// Runs Rights until it has followed a feed to its end, and no care situation waits.
  ///
  /// - Returns: How long that took.
  private func follow(
    _ feed: (client: FeedClient, last: Int64),
    of name: FeedName,
    registration: FeedClient,
    _ feeds: Feeds,
    _ rights: Rights
  ) async throws -> Duration {
    let component = try RightsComponent.make(
      location: .file(rights.path),
      clock: site.clock,
      tables: site.tables,
      registrationFeed: registration,
      statutesFeed: feeds.statutes.client,
      momentsFeed: feeds.nothing
    )
    return try await withThrowingTaskGroup(of: Void.self) { group in
      let clock = ContinuousClock()
      let start = clock.now
      for service in component.background { group.addTask { try await service.run() } }
      while true {
        let isFollowed = try await rights.database.cursor(of: name) >= feed.last
        if isFollowed, try await !rights.store.isAnyWaiting() { break }
        try await Task.sleep(for: .milliseconds(5))
      }
      let duration = clock.now - start
      group.cancelAll()
      while let result = await group.nextResult() {
        if case .failure(let error) = result, !(error is CancellationError) { throw error }
      }
      return duration
    }
  }

  /// Publishes the packs that come with Mantel.
  private func publishPacks(_ client: GRPCClient<InProcessTransport.Client>) async throws {
    for pack in try ShippedPacks.texts() {
      _ = try await Mantel_Statutes_V1_StatutesService.Client(wrapping: client)
        .publish(pack.text, drafter: "drafter", publisher: "publisher")
    }
  }

  /// A condition, and the facts that a decision was taken on.
  private typealias Asked = (condition: Condition, facts: FactSheet)

  /// The conditions of decisions.
  private func conditions(of store: RightsStore) async throws -> [Asked] {
    var asked: [Asked] = []
    for id in filled.ids.prefix(effort.evaluatedSituations) {
      for decision in try await store.decisions(of: id, after: "", limit: 100) {
        let provision = try CompiledProvision(decision.provision)
        asked.append((provision.condition, try decision.input().factSheet(for: decision.provision)))
      }
    }
    return asked
  }

  /// How many conditions can be evaluated and explained in a second.
  private func evaluations(_ asked: [Asked]) async throws -> Double {
    try await effort.rate(of: asked.count) { _ in
      for (condition, facts) in asked {
        guard !condition.evaluate(facts).explanation.text.isEmpty else {
          throw Refusal(.internal, "A decision is not explained")
        }
      }
    }
  }

  /// Serves a component inside this process, for the length of a body.
  private static func withFeed<Value: Sendable>(
    _ component: ServiceComponent,
    _ body: (GRPCClient<InProcessTransport.Client>) async throws -> Value
  ) async throws -> Value {
    let transport = InProcessTransport(serviceConfig: ServerSetup.serviceConfig)
    let server = GRPCServer(transport: transport.server, services: component.rpcs)
    let client = GRPCClient(transport: transport.client)
    return try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await server.serve() }
      group.addTask { try await client.runConnections() }
      defer { group.cancelAll() }
      return try await body(client)
    }
  }
}
