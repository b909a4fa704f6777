import CareTypes
import Foundation
import Registration
import RegistrationDomain
import ServiceCore
import ServiceRuntime

/// Care situations registered in batches, as an import does.
struct ImportMeasurement {
  let site: Site
  let effort: Effort

  /// As many as share a transaction in an import.
  private static let batch = 200

  /// What one care situation takes.
  struct Size {
    /// Rows in all tables.
    let rows: Int
    /// Bytes on disk, indexes included.
    let bytes: Int
  }

  /// What was measured.
  struct Result {
    let measurement: Measurement
    let perSituation: Size
    let filled: FilledRegistry
  }

  func measure() async throws -> Result {
    var filled: FilledRegistry?
    var size = Size(rows: 1, bytes: 1)
    func run() async throws -> Double {
      let registry = try site.newRegistry()
      let database = registry.database
      let before = (rows: try await database.rows(), bytes: try await database.bytes(at: registry.path))
      let (ids, duration) = try await fill(registry)
      size = Size(
        rows: (try await database.rows() - before.rows) / ids.count,
        bytes: (try await database.bytes(at: registry.path) - before.bytes) / ids.count
      )
      filled = FilledRegistry(registry: registry, ids: ids)
      return Effort.rate(of: ids.count, in: duration)
    }
    _ = try await run()
    let plain = try PlainDatabase(path: site.newDatabase())
    let measurement = try await effort.measure(
      "registrations, \(Self.batch) in a transaction",
      against: "the same rows and bytes inserted plainly",
      limit: {
        try await effort.rate(of: Self.batch) { _ in
          try plain.insert(size.rows * Self.batch, bytes: size.bytes * Self.batch)
        }
      },
      rate: run
    )
    guard let filled else { throw Refusal(.internal, "Nothing was registered") }
    return Result(measurement: measurement, perSituation: size, filled: filled)
  }

  /// Registers care situations, and returns the ids they got and how long it took.
  private func fill(_ registry: Registry) async throws -> (ids: [OpaqueID], duration: Duration) {
    let situations = site.people.situations
    var ids: [OpaqueID] = []
    let bodies = situations.map(\.body)
    let clock = ContinuousClock()
    let start = clock.now
    for first in stride(from: 0, to: situations.count, by: Self.batch) {
      let batch = try (first..<min(first + Self.batch, situations.count)).map { index in
        let id = registry.store.imports.importRequestID(content: bodies[index])
        return ListRow(
          situation: situations[index],
          command: try Command(requestID: id, method: "bench", body: bodies[index]),
          isConfirmedNew: false
        )
      }
      let outcomes = try await registry.store.imports.takeIn(batch, for: site.viewer, isRehearsal: false)
      ids += try outcomes.map { try $0.get().careSituation }
    }
    return (ids, clock.now - start)
  }
}

/// A registry with the care situations of the site, and the ids they have there.
struct FilledRegistry {
  let registry: Registry
  let ids: [OpaqueID]
}
