import Assembly
import GatewayDomain
import CareTypes
import Foundation
import GRPCCore
import GRPCInProcessTransport
import GatewayAPI
import MomentsAPI
import RegistrationAPI
import RightsAPI
import ServiceCore
import ServiceRuntime
import StatutesAPI
import TestSupport
import Testing

@testable import Gateway

@Suite("The route table")
struct RouteTableTests {
  private typealias Rights = Mantel_Rights_V1_RightsService.Method

  /// Every method that clients are to be able to call, by the descriptors of the protos.
  private static let methods: [MethodDescriptor] =
    Mantel_Gateway_V1_MunicipalityService.Method.descriptors
    + Mantel_Gateway_V1_HospitalService.Method.descriptors
    + Mantel_Gateway_V1_ZoneService.Method.descriptors
    + Mantel_Registration_V1_PersonService.Method.descriptors
    + Mantel_Registration_V1_CareService.Method.descriptors
    + Mantel_Registration_V1_SignalService.Method.descriptors
    + Mantel_Registration_V1_ImportService.Method.descriptors
    + Mantel_Statutes_V1_StatutesService.Method.descriptors
    + Mantel_Statutes_V1_ComparisonService.Method.descriptors
    + Mantel_Statutes_V1_HarmonisationService.Method.descriptors
    + Mantel_Rights_V1_AwardService.Method.descriptors
    + Mantel_Rights_V1_ExplorerService.Method.descriptors
    + Mantel_Rights_V1_CardService.Method.descriptors
    + [Rights.SimulateRegulation.descriptor, Rights.PreviewMove.descriptor]

  /// The table of a gateway whose services are never called.
  static func table() throws -> RouteTable {
    let clock = ManualClock(try CalendarDate(year: 2025, month: 6, day: 1)).clock
    let store = try GatewayStore(.temporary, clock: clock)
    // Never run: the table makes no call.
    let client = GRPCClient(transport: InProcessTransport(serviceConfig: ServiceConfig()).client)
    return GatewayComponent.routes(
      to: ServicesBehind(client),
      probes: ProbeGuard(store: store, hash: NumberHash(keys: KeyFile()), limits: ProbeLimits(), pause: { _ in }),
      store: store,
      clock: clock,
      tables: try ReferenceTables(),
      watchRenewal: .seconds(300)
    )
  }

  @Test("Has one row for every method of every service that clients call, and none besides")
  func complete() async throws {
    let rows = try Self.table().routes.map(\.row.method)
    #expect(Set(rows) == Set(Self.methods))
    #expect(rows.count == Self.methods.count)
  }

  @Test("Names the services for the health protocol, each once")
  func services() async throws {
    let services = try Self.table().services
    #expect(Set(services) == Set(Self.methods.map(\.service)))
    #expect(services.count == Set(services).count)
  }

  @Test("The documentation names each of the services that clients call")
  func documentation() async throws {
    let root = URL(filePath: #filePath).appending(path: "../../../..").standardizedFileURL
    let texts =
      try ["README.md"]
      + FileManager.default.contentsOfDirectory(atPath: root.appending(path: "Documentation").path)
      .filter { $0.hasSuffix(".md") }.map { "Documentation/\($0)" }
    let documentation = try texts.map { try String(contentsOf: root.appending(path: $0), encoding: .utf8) }.joined()
    for service in try Self.table().services {
      let name = try #require(service.fullyQualifiedService.split(separator: ".").last)
      #expect(documentation.contains(name), "\(service)")
    }
  }

  @Test("Gives more time to what goes over everyone in an area, and to no other method")
  func deadlines() async throws {
    #expect(
      try Self.table().longDeadlines == [
        "mantel.rights.v1.RightsService/SimulateRegulation": .seconds(120),
        "mantel.rights.v1.AwardService/CountNonTakeUp": .seconds(120),
        "mantel.gateway.v1.ZoneService/SimulateProposal": .seconds(120),
      ]
    )
  }

  @Test("Lets every kind of client call something, and opens to all only what is public")
  func callers() async throws {
    for row in try Self.table().routes.map(\.row) {
      #expect(!row.callers.isEmpty && Set(row.callers).count == row.callers.count)
      if row.callers.count == APIClient.Kind.allCases.count { #expect(row.scope == .nobody, "\(row.method)") }
    }
  }
}
