import Assembly
import CareTypes
import Foundation
import GRPCCore
import GatewayAPI
import GatewayDomain
import Registration
import RegistrationDomain
import ServiceCore
import ServiceRuntime
import SwiftProtobuf
import TypeAPI

/// What calls through the gateway cost all five services, with the decisions and notices that follow, in counts that do
/// not depend on the machine.
struct CallWork {
  let site: Site

  /// How many calls the mean is taken of, and how many are made before, so that everything is compiled.
  private static let (calls, before) = (200, 40)

  /// Counts, one call after the other.
  ///
  /// - Returns: For each method how many statements its call takes, how many are compiled anew, how many transactions are
  ///   written to disk with a sync each, and how many kB they write to the logs.
  func measure() async throws -> [String: Double] {
    let counters = WorkCounters()
    let resources = try BenchResources(site: site, counters: counters)
    let services = try JoinedServices(of: resources)
    return try await services.run {
      guard let statutes = services.channels[.statutes] else { return [:] }
      _ = try await LawMeasurement.publish(by: statutes)
      let gateway = try resources.component(.gateway, reaching: services.channels)
      let served = ServiceComponent(
        name: gateway.name,
        rpcs: gateway.rpcs,
        interceptors: ServerSetup.interceptors(of: gateway)
      )
      return try await InsideProcess.serve(served) { try await measure($0, resources, counters) }
    }
  }

  private func measure(
    _ gateway: GRPCClient<some ClientTransport>,
    _ resources: BenchResources,
    _ counters: WorkCounters
  ) async throws -> [String: Double] {
    let municipality = Mantel_Gateway_V1_MunicipalityService.Client(wrapping: gateway)
    let hospital = Mantel_Gateway_V1_HospitalService.Client(wrapping: gateway)
    let rights = try DecisionsBeside(path: resources.path(of: .rights), clock: site.clock)
    let outbox = try PlainDatabase(reading: resources.path(of: .registration))
    var (names, counts): ([String], [String: Double]) = ([], [:])

    func count(_ method: String, _ call: (Int) async throws -> Void) async throws {
      for index in 0..<Self.before { try await call(index) }
      try await rights.waitUntilDone(until: outbox.lastEvent())
      let work = try await counters.work {
        for index in Self.before..<Self.before + Self.calls { try await call(index) }
        try await rights.waitUntilDone(until: outbox.lastEvent())
      }.total
      func mean(_ name: String, _ total: Int) { counts["\(method): \(name)"] = Double(total) / Double(Self.calls) }
      mean("statements", work.executed)
      mean("statements compiled", work.prepared)
      mean("transactions written, each with a sync", work.commits)
      mean("kB written to the logs", work.pages * 4)
    }

    try await count("RegisterCareSituation") { index in
      let situation = try site.people.situation(index).message
      let answer = try await municipality.registerCareSituation(
        .with { ($0.requestID, $0.careSituation) = (UUID().uuidString, situation) },
        metadata: resources.metadata("municipality")
      )
      names.append(answer.careSituation)
    }
    try await count("GetCareSituation") { index in
      _ = try await municipality.getCareSituation(
        .with { $0.name = names[index % names.count] },
        metadata: resources.metadata("municipality")
      )
    }
    try await count("ListDecisions") { index in
      _ = try await municipality.listDecisions(
        .with { ($0.careSituation, $0.pageSize) = (names[index % names.count], 100) },
        metadata: resources.metadata("municipality")
      )
    }
    let midnight = Instant(seconds: Int64(site.viewer.today.daysSinceEpoch) * 86_400)
    try await count("ReportMoment") { index in
      guard case .insz(let insz) = try site.people.situation(index % names.count).recipient.number else { return }
      _ = try await hospital.reportMoment(
        .with {
          ($0.eventID, $0.kind, $0.patientInsz) = (UUID().uuidString, .admission, insz.digits)
          $0.occurTime = Google_Protobuf_Timestamp(midnight)
        },
        metadata: resources.metadata("hospital")
      )
    }
    return counts
  }
}
