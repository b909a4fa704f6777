import Assembly
import CareTypes
import Foundation
import GRPCCore
import GRPCInProcessTransport
import Gateway
import GatewayAPI
import GatewayDomain
import MomentsAPI
import RegistrationAPI
import RightsAPI
import ServiceCore
import ServiceRuntime
import StatutesAPI
import SwiftProtobuf
import TestSupport
import Testing

@Suite("Deadlines that pass at the gateway")
struct GatewayDeadlineTests {
  private typealias Municipality = Mantel_Gateway_V1_MunicipalityService

  private static func metadata(_ timeout: String) -> Metadata {
    ["authorization": "Bearer aalter-key", "grpc-timeout": .string(timeout)]
  }

  /// Serves a gateway before services that do not answer.
  private func withGateway(
    watchRenewal: Duration = .seconds(300),
    _ body: @Sendable (GRPCClient<InProcessTransport.Client>, SilentServices, GatewayStore) async throws -> Void
  ) async throws {
    let clock = ManualClock(try CalendarDate(year: 2025, month: 6, day: 1)).clock
    let tables = try ReferenceTables()
    let path = FileManager.default.temporaryDirectory.appending(path: "deadlines-\(OpaqueID.random()).sqlite").path
    defer { for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) } }
    let clients = try ClientRegister(
      yaml: """
        clients:
          - {name: aalter, key_sha256: \(APIKey("aalter-key").digest), municipality: ["44084"]}
        """,
      tables: tables,
      today: clock.today()
    )
    let silent = SilentServices()
    try await withServed(ServiceComponent(name: "silent", rpcs: [silent])) { upstream in
      let component = try GatewayComponent.make(
        location: .file(path),
        clock: clock,
        clients: clients,
        keys: KeyFile(),
        watchRenewal: watchRenewal,
        tables: tables,
        to: ServicesBehind(upstream)
      )
      let store = try GatewayStore(.file(path), clock: clock)
      try await withServed(component) { try await body($0, silent, store) }
    }
  }

  @Test("A deadline that passes is told as such, to a caller of 50 ms too, and audited as such")
  func deadlinePasses() async throws {
    try await withGateway { gateway, _, store in
      let municipality = Municipality.Client(wrapping: gateway)
      let unary = try await refusal {
        try await municipality.listCareSituations(
          .with { $0.municipality = "44084" },
          metadata: Self.metadata("49999987n")
        )
      }
      #expect(unary == SeenError(.deadlineExceeded, "DEADLINE_PASSED"))
      let stream = try await refusal {
        try await municipality.watchNotices(.init(), metadata: Self.metadata("49999987n")) { response in
          for try await _ in response.messages {}
        }
      }
      #expect(stream == SeenError(.deadlineExceeded, "DEADLINE_PASSED"))
      #expect(try await store.auditTrail().map(\.outcome) == ["deadlineExceeded", "deadlineExceeded"])
    }
  }

  @Test("A deadline that passes while the rows of a list are awaited is told as such")
  func deadlineOfList() async throws {
    try await withGateway { gateway, _, store in
      let imports = Mantel_Registration_V1_ImportService.Client(wrapping: gateway)
      let seen = try await refusal {
        try await imports.importCareSituations(metadata: Self.metadata("200m")) { writer in
          try await writer.write(.with { $0.header.listID = "premie" })
          try await Task.sleep(for: .seconds(60))
        }
      }
      #expect(seen == SeenError(.deadlineExceeded, "DEADLINE_PASSED"))
      let trail = try await store.auditTrail()
      #expect(trail.map(\.outcome) == ["deadlineExceeded"])
      #expect(trail.map(\.resource) == [AuditedResource.import(ofList: "premie")])
    }
  }

  @Test("No stream behind outlives its reader by more than a renewal", .timeLimit(.minutes(1)))
  func watchEnds() async throws {
    try await withGateway(watchRenewal: .milliseconds(300)) { gateway, silent, _ in
      let seen = try await refusal {
        try await Municipality.Client(wrapping: gateway)
          .watchNotices(.init(), metadata: Self.metadata("50m")) { response in
            for try await _ in response.messages {}
          }
      }
      #expect(seen?.code == .deadlineExceeded)
      await silent.waitUntilClosed()
      #expect(silent.callCount == 1)
    }
  }
}
