import CareTypes
import Foundation
import Registration
import RegistrationDomain
import ServiceCore
import ServiceRuntime

/// How many of those who are registered twice are found, and how many others are shown with them.
struct LikenessMeasurement {
  /// How many people are registered once.
  let people: Int
  /// How many of them are registered once more.
  let pairs: Int

  /// As many as share a transaction.
  private static let batch = 200

  /// What was found.
  struct Outcome {
    /// Of each kind of slip, how many there are and how many are found.
    var kinds: [PlantedKind: (planted: Int, found: Int)] = [:]
    /// Pairs on the lists that are two people.
    var falsePairs = 0
    /// How fast they are registered.
    var registrationsPerSecond = 0.0

    /// All that are found.
    var found: Int { kinds.values.reduce(0) { $0 + $1.found } }
    /// All that are planted.
    var planted: Int { kinds.values.reduce(0) { $0 + $1.planted } }
  }

  func measure(in registry: Registry, on today: CalendarDate) async throws -> Outcome {
    let population = try PlantedPopulation(count: people, pairs: pairs)
    let viewer = Viewer(scope: nil, today: today)
    let clock = ContinuousClock()
    let start = clock.now
    let first = try await register(population.situations, in: registry, for: viewer)
    let second = try await register(population.again.map(\.situation), in: registry, for: viewer)
    let duration = clock.now - start

    var shown = try await Self.pairs(in: registry.database)
    var outcome = Outcome()
    for (again, registered) in zip(population.again, second) {
      let pair = Set([first[again.first].recipient, registered.recipient].map(\.text))
      var count = outcome.kinds[again.kind, default: (0, 0)]
      count.planted += 1
      if shown.remove(pair) != nil { count.found += 1 }
      outcome.kinds[again.kind] = count
    }
    outcome.falsePairs = shown.count
    outcome.registrationsPerSecond = Double(first.count + second.count) / (duration / .seconds(1))
    return outcome
  }

  private func register(
    _ situations: [NewCareSituation],
    in registry: Registry,
    for viewer: Viewer
  ) async throws -> [RegistrationReceipt] {
    var registered: [RegistrationReceipt] = []
    for start in stride(from: 0, to: situations.count, by: Self.batch) {
      let rows = try situations[start..<min(start + Self.batch, situations.count)].map { situation in
        ListRow(
          situation: situation,
          command: try Command(requestID: UUID().uuidString, method: "likeness", body: situation.body),
          isConfirmedNew: true
        )
      }
      registered += try await registry.store.imports.takeIn(rows, for: viewer, isRehearsal: false).map { try $0.get() }
    }
    return registered
  }

  /// The pairs that are on the lists of municipalities.
  private static func pairs(in database: ServiceDatabase) async throws -> Set<Set<String>> {
    try await database.read { db in
      Set(
        try db.rows(
          """
          SELECT one.id AS one, other.id AS other FROM duplicate
          JOIN person AS one ON one.key = duplicate.first JOIN person AS other ON other.key = duplicate.second
          WHERE duplicate.closed IS NULL
          """
        ).map { [$0["one"] as String, $0["other"] as String] }
      )
    }
  }
}

extension LikenessMeasurement.Outcome {
  /// The outcome, for people to read.
  func text(people: Int) -> String {
    let lines = PlantedKind.allCases.compactMap { kind in
      kinds[kind].map { "    \(kind.rawValue): \($0.found) of \($0.planted)" }
    }
    return """
      Of \(people) people \(planted) are registered once more with something amiss (fictional people, names as often as in Flanders).
        Found: \(found) of \(planted). Others on the lists: \(falsePairs) pairs.
      \(lines.joined(separator: "\n"))
        \(String(format: "%.0f", registrationsPerSecond)) registrations a second, each looking for the duplicates of both people.
      """
  }
}
