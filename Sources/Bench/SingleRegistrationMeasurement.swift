import Foundation
import Registration
import RegistrationDomain
import ServiceCore
import ServiceRuntime

/// Care situations registered one by one: by many clients at once, whose writes share commits, and by one alone.
struct SingleRegistrationMeasurement {
  let site: Site
  let effort: Effort

  func measure() async throws -> [Measurement] {
    _ = try await register(site.people.situations.prefix(500).map(\.self), clients: 64)
    let plain = try PlainDatabase(path: site.newDatabase())
    var measurements: [Measurement] = []
    for clients in [64, 1] {
      measurements.append(
        try await effort.measure(
          "registrations one by one, \(clients) at once",
          against: "commits of one row, one after the other",
          limit: { try await effort.rate { _ in try plain.insert(1, bytes: 16) } },
          rate: { try await register(site.people.situations, clients: clients) }
        )
      )
    }
    return measurements
  }

  /// How many in a second are registered in an empty registry.
  private func register(_ situations: [NewCareSituation], clients: Int) async throws -> Double {
    let (store, viewer) = (try site.newRegistry().store, site.viewer)
    let new = try situations.map { situation in
      (situation, try Command(requestID: UUID().uuidString, method: "bench", body: situation.body))
    }
    let clock = ContinuousClock()
    let start = clock.now
    try await withThrowingTaskGroup(of: Void.self) { group in
      for client in 0..<clients {
        group.addTask {
          for index in stride(from: client, to: new.count, by: clients) {
            _ = try await store.careSituations.register(new[index].0, for: viewer, command: new[index].1)
          }
        }
      }
      try await group.waitForAll()
    }
    return Effort.rate(of: new.count, in: clock.now - start)
  }
}
