import CareTypes
import Foundation
import GRPCCore
import GRPCNIOTransportHTTP2
import GatewayAPI
import GatewayDomain
import HealthAPI
import LocalInstallation
import Rights
import ServiceCore
import ServiceRuntime

/// All five services in a process of their own, as `mantel serve all` starts them, called over TCP.
struct RunningMantel {
  typealias Transport = HTTP2ClientTransport.Posix

  /// The folder of the process.
  let workspace: Workspace
  /// The id of the process.
  let process: Int32
  let municipality: Mantel_Gateway_V1_MunicipalityService.Client<Transport>
  let hospital: Mantel_Gateway_V1_HospitalService.Client<Transport>
  let zone: Mantel_Gateway_V1_ZoneService.Client<Transport>
  let health: Grpc_Health_V1_Health.Client<Transport>

  /// The clients that call the gateway.
  static let clients: [(name: String, scope: String)] = [
    ("municipality", "municipality: [\(municipalities.map { "\"\($0)\"" }.joined(separator: ", "))]"),
    ("hospital", "hospital: {nihdi: \"71099812\", name: \"Testziekenhuis De Linde\"}"),
    ("zone", "zone: west-meetjesland"),
  ]

  /// The NIS codes of those whose people are registered.
  private static let municipalities =
    Set(FictionalPeople.places.map(\.code) + PlantedPopulation.places.map(\.code)).sorted()

  /// Starts the process for the length of a body, with the law published.
  ///
  /// - Parameters:
  ///   - executable: The path of the command `mantel`.
  ///   - workspace: The folder that it runs in.
  ///   - body: Calls it.
  static func start<Value: Sendable>(
    executable: String,
    in workspace: Workspace,
    _ body: (RunningMantel) async throws -> Value
  ) async throws -> Value {
    let processes = try ServeProcesses(executable: executable, workspace: workspace)
    do {
      try await processes.waitUntilServing()
      try await withGRPCClient(transport: transport(workspace.statutesPort)) {
        _ = try await LawMeasurement.publish(by: $0)
      }
      let value = try await withGRPCClient(transport: transport(workspace.gatewayPort)) { client in
        try await body(
          RunningMantel(
            workspace: workspace,
            process: processes.identifiers[0],
            municipality: .init(wrapping: client),
            hospital: .init(wrapping: client),
            zone: .init(wrapping: client),
            health: .init(wrapping: client)
          )
        )
      }
      _ = await processes.stop()
      return value
    } catch {
      _ = await processes.stop()
      throw error
    }
  }

  private static func transport(_ port: Int) throws -> Transport {
    try .http2NIOPosix(target: .ipv4(address: "127.0.0.1", port: port), transportSecurity: .plaintext)
  }

  /// The headers of a client: its key.
  func key(_ client: String) -> Metadata {
    ["authorization": "Bearer \(workspace.clients[client]?.key.text ?? "")"]
  }

  /// Waits until Rights has decided on everything that is registered.
  func waitForDecisions(clock: RegistryClock) async throws {
    let path = workspace.directory.appending(path: "data/rights.sqlite").path(percentEncoded: false)
    let rights = try DecisionsBeside(path: path, clock: clock)
    let registration = workspace.directory.appending(path: "data/registration.sqlite").path(percentEncoded: false)
    let outbox = try PlainDatabase(reading: registration)
    try await rights.waitUntilDone(until: outbox.lastEvent())
  }
}
