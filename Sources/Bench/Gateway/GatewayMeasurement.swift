import CareTypes
import Foundation
import GRPCCore
import GatewayAPI
import HealthAPI
import LocalInstallation
import RegistrationDomain
import ServiceCore
import ServiceRuntime
import SwiftProtobuf
import TypeAPI

/// Calls through the gateway over TCP, with all five services in a process of their own. The processor time is that of this
/// process, without the callers'; the rate is what the callers and the services reach on the same processors.
struct GatewayMeasurement {
  let site: Site
  let effort: Effort
  /// The path of the command `mantel`.
  let executable: String

  /// What was measured.
  struct Result: Sendable {
    let measurements: [Measurement]
    /// The most memory that the process had, in MB.
    let memory: Double
  }

  /// Measures with a registry of its own.
  func measure() async throws -> Result {
    let workspace = try Workspace.prepare(
      site.folder.appending(path: "serve").path(percentEncoded: false),
      clients: RunningMantel.clients,
      logLevel: "info"
    )
    let ids = try await fill(workspace)
    return try await RunningMantel.start(executable: executable, in: workspace) { mantel in
      try await mantel.waitForDecisions(clock: site.clock)
      return try await measure(mantel, ids)
    }
  }

  /// Registers care situations before the process starts.
  private func fill(_ workspace: Workspace) async throws -> [OpaqueID] {
    let folder = workspace.directory
    let data = folder.appending(path: "data")
    try FileManager.default.createDirectory(
      at: data,
      withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700]
    )
    let registry = try site.registry(
      at: data.appending(path: "registration.sqlite").path(percentEncoded: false),
      keys: KeyFile(path: folder.appending(path: "registration.key").path(percentEncoded: false)),
      masterKeys: MasterKeyFile(path: folder.appending(path: "registration-master.keys").path(percentEncoded: false))
    )
    return try await registry.register(0..<effort.servedSituations, of: site.people, for: site.viewer)
  }

  private func measure(_ mantel: RunningMantel, _ ids: [OpaqueID]) async throws -> Result {
    let next = CallCount(from: ids.count)
    let (municipality, hospital) = (mantel.key("municipality"), mantel.key("hospital"))
    /// Spreads the calls over the registry.
    @Sendable func name(_ time: Int) -> String { ResourceCollection.careSituations.name(ids[time * 7_919 % ids.count]) }

    var measurements: [Measurement] = []
    func measure(_ name: String, callers: Int, _ call: @escaping @Sendable (Int) async throws -> Void) async throws {
      var measurement = try await effort.measure(
        callers == 1 ? "\(name) through the gateway" : "\(name) through the gateway, \(callers) at once",
        against: "calls that only ask whether it serves",
        limit: { try await pace(mantel, callers) { _ in _ = try await mantel.health.check(.init()) } },
        subject: { try await pace(mantel, callers, call) }
      )
      measurement.isShared = true
      measurements.append(measurement)
      try await mantel.waitForDecisions(clock: site.clock)
    }

    for callers in [1, 64] {
      try await measure("GetCareSituation", callers: callers) { time in
        _ = try await mantel.municipality.getCareSituation(.with { $0.name = name(time) }, metadata: municipality)
      }
      try await measure("ListDecisions", callers: callers) { time in
        let answer = try await mantel.municipality.listDecisions(
          .with { ($0.careSituation, $0.pageSize) = (name(time), 100) },
          metadata: municipality
        )
        guard answer.decisions.count > 10 else { throw Refusal(.internal, "The decisions are missing") }
      }
    }
    for callers in RegistrationMeasurement.callers {
      try await measure("RegisterCareSituation", callers: callers) { _ in
        let index = next.next()
        let situation = try site.people.situation(index).message
        _ = try await mantel.municipality.registerCareSituation(
          .with { ($0.requestID, $0.careSituation) = (UUID().uuidString, situation) },
          metadata: municipality
        )
      }
    }
    let today = site.viewer.today
    for callers in [1, 64] {
      try await measure("ReportMoment", callers: callers) { time in
        guard case .insz(let insz) = try site.people.situation(time * 7_919 % ids.count).recipient.number else {
          return
        }
        _ = try await mantel.hospital.reportMoment(
          .with {
            ($0.eventID, $0.kind, $0.patientInsz) = (UUID().uuidString, .admission, insz.digits)
            $0.occurTime = Google_Protobuf_Timestamp(Instant(seconds: Int64(today.daysSinceEpoch) * 86_400))
          },
          metadata: hospital
        )
      }
    }
    try await measure("QueryAggregate", callers: 1) { _ in
      _ = try await mantel.zone.queryAggregate(
        .with { $0.dimensions = [.municipality, .ageBand] },
        metadata: mantel.key("zone")
      )
    }
    return Result(measurements: measurements, memory: Self.largestMemory(of: mantel.process))
  }

  /// How fast calls are answered to so many callers at once, for the length of a run.
  private func pace(
    _ mantel: RunningMantel,
    _ callers: Int,
    _ call: @escaping @Sendable (Int) async throws -> Void
  ) async throws -> Pace {
    let time = CallCount()
    func run(for duration: Duration) async throws -> Pace {
      let (first, watch) = (time.total, Stopwatch(.process(mantel.process)))
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<callers {
          group.addTask {
            repeat {
              try await call(time.next())
            } while watch.elapsed < duration
          }
        }
        try await group.waitForAll()
      }
      return watch.pace(of: time.total - first)
    }
    _ = try await run(for: effort.duration / 4)
    return try await run(for: effort.duration)
  }

  /// The most memory that a process has had, in MB; 0 if it is not known.
  private static func largestMemory(of process: Int32) -> Double {
    let text = (try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)) ?? ""
    let line = text.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
    return line.split(separator: " ").compactMap { Double($0) }.first.map { $0 / 1_024 } ?? 0
  }
}
