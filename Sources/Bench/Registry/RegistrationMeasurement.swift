import CareTypes
import Foundation
import Registration
import RegistrationDomain
import ServiceCore
import ServiceRuntime

/// Care situations registered in the store of Registration: in batches, as an import does, and one by one by many callers
/// at once, whose writes share commits. Beside each a plain program writes the same rows.
struct RegistrationMeasurement {
  let site: Site
  let effort: Effort
  let registry: Registry

  /// How many callers register at once.
  static let callers = [1, 16, 64, 256]

  /// The columns of Registration that hold sealed values, each as `table.column`.
  private static let sealed: Set = [
    "data_key.wrapped", "person.identity", "person_identifier.digits", "residence.address", "evidence.assessor",
    "number_claim.digits", "care_situation.contact_point",
  ]
  /// The columns of Registration that hold keyed hashes.
  private static let hashed: Set = [
    "person_identifier.hash", "request_ledger.digest", "likeness_key.hash", "imported_row.identity",
    "imported_row_trace.hash",
  ]

  /// Measures with the care situations that follow those of the registry.
  ///
  /// - Parameter next: The first fictional care situation that is not registered yet; afterwards the same again.
  func measure(from next: inout Int, situations: Int) async throws -> [Measurement] {
    var measurements: [Measurement] = []
    measurements.append(
      try await measure("registrations, \(Registry.batch) in a transaction", Registry.batch, situations, &next) {
        let rows = try $0.map { try registry.row(site.people.situation($0)) }
        let watch = Stopwatch()
        for first in stride(from: 0, to: rows.count, by: Registry.batch) {
          _ = try await registry.register(
            Array(rows[first..<min(first + Registry.batch, rows.count)]),
            for: site.viewer
          )
        }
        return watch.pace(of: rows.count)
      }
    )
    for callers in Self.callers {
      measurements.append(
        try await measure("registrations one by one, \(callers) at once", callers, situations, &next) {
          try await registerSingly($0, callers: callers)
        }
      )
    }
    return measurements
  }

  /// Measures a way to register, and then a plain program that writes the same rows into a copy of the registry.
  private func measure(
    _ name: String,
    _ group: Int,
    _ situations: Int,
    _ next: inout Int,
    _ register: (Range<Int>) async throws -> Pace
  ) async throws -> Measurement {
    // One caller who waits for each commit takes longer.
    let count = group == 1 ? max(100, effort.registrations / 8) : effort.registrations
    var runs: [(subject: Pace, limit: Pace)] = []
    for _ in 0..<effort.runs {
      let copy = site.newDatabase()
      try await registry.copy(to: copy)
      let subject = try await register(next..<next + count)
      next += count
      try await registry.database.emptyLog()
      let rows = try WrittenRows(in: registry.path, since: copy)
      let plain = try PlainProgram(writing: rows, into: copy, sealing: Self.sealed, hashing: Self.hashed)
      runs.append((subject, try plain.write(inTransactions: max(1, count / group), of: count)))
      try plain.close()
      for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: copy + suffix) }
    }
    return Measurement(
      name: name,
      situations: situations,
      pace: .median(of: runs.map(\.subject)),
      limit: Measurement.Limit(
        name: "a plain program that writes the same rows",
        pace: .median(of: runs.map(\.limit)),
        ratio: Effort.median(runs.map { $0.subject.perSecond / $0.limit.perSecond }),
        processorRatio: Effort.median(runs.map { $0.limit.microseconds / $0.subject.microseconds })
      )
    )
  }

  /// Registers care situations one by one, by several callers at once.
  private func registerSingly(_ indexes: Range<Int>, callers: Int) async throws -> Pace {
    let (store, viewer) = (registry.store, site.viewer)
    let new = try indexes.map { index in
      let situation = try site.people.situation(index)
      return (situation, try Command(requestID: UUID().uuidString, method: "bench", body: situation.body))
    }
    let watch = Stopwatch()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for caller in 0..<callers {
        group.addTask {
          for index in stride(from: caller, to: new.count, by: callers) {
            _ = try await store.careSituations.register(new[index].0, for: viewer, command: new[index].1)
          }
        }
      }
      try await group.waitForAll()
    }
    return watch.pace(of: new.count)
  }
}
