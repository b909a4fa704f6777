import GatewayDomain
import GRPCCore
import GatewayAPI
import MomentsAPI
import ServiceRuntime
import SwiftProtobuf
import TestSupport
import Testing
import TypeAPI

@testable import Gateway

@Suite("The audit trail")
struct AuditTrailTests {
  private static let service = "mantel.gateway.v1.MunicipalityService"
  private let aalter = key(of: "aalter")

  @Test("Has a line for each call about a resource, with its outcome", arguments: AnyCall.ofResources)
  func resources(call: AnyCall) async throws {
    try await withGateway { gateway in
      try await call.make(gateway, World.inside, aalter)
      for id in [World.outside, World.nowhere, "76072296223"] {
        _ = try await refusal { try await call.make(gateway, id, aalter) }
      }
      let trail = try await gateway.store.auditTrail()
      #expect(trail.allSatisfy { $0.client == "aalter" && $0.method == "\(Self.service)/\(call.method)" })
      #expect(trail.map(\.outcome) == ["ok", "notFound", "notFound", "invalidArgument"])
      let named = trail.map { $0.resource.split(separator: "/").last.map(String.init) ?? "" }
      // What is no resource name could be anything, a national number too.
      #expect(named == [World.inside, World.outside, World.nowhere, ""])
    }
  }

  @Test("Has a line for what is registered, listed and reported")
  func others() async throws {
    try await withGateway { gateway in
      _ = try await gateway.municipality.registerCareSituation(
        .with { $0.careSituation = Samples.careSituation() },
        metadata: aalter
      )
      _ = try await gateway.municipality.listCareSituations(.with { $0.municipality = "44084" }, metadata: aalter)
      _ = try await gateway.hospital.reportMoment(.init(), metadata: key(of: "de-linde"))
      let trail = try await gateway.store.auditTrail()
      #expect(trail.map(\.resource) == ["careSituations/\(World.inside)", "44084", "moments/\(World.inside)"])
      #expect(trail.map(\.client) == ["aalter", "aalter", "de-linde"])
      #expect(trail.map(\.outcome) == ["ok", "ok", "ok"])
    }
  }

  @Test("Has a line for a call that was denied, also of a stream", arguments: AnyCall.ofMunicipalities)
  func denied(call: AnyCall) async throws {
    try await withGateway { gateway in
      _ = try await refusal { try await call.make(gateway, World.inside, key(of: "zorgraad")) }
      let trail = try await gateway.store.auditTrail()
      #expect(trail.map(\.outcome) == ["permissionDenied"])
      #expect(trail.map(\.client) == ["zorgraad"])
    }
  }

  @Test("Has one line for a stream, from its first message on")
  func stream() async throws {
    let world = World()
    world.notices = (1...3).map { sequence in .with { $0.sequence = sequence } }
    try await withGateway(world) { gateway in
      try await gateway.municipality.watchNotices(.init(), metadata: aalter) { response in
        var seen = 0
        for try await _ in response.messages {
          seen += 1
          let trail = try await gateway.store.auditTrail()
          #expect(trail.map(\.outcome) == ["ok"])
          #expect(trail.map(\.resource) == ["44084"])
          if seen == 3 { break }
        }
      }
    }
  }

  @Test("What cannot be audited is not answered")
  func cannotBeWritten() async throws {
    let world = World()
    world.notices = [.with { $0.sequence = 1 }]
    try await withGateway(world) { gateway in
      try await gateway.store.database.write { try $0.connection.script("DROP TABLE audit") }
      for call in AnyCall.ofMunicipalities + [.ofHospitals] {
        let client = call.method == "ReportMoment" ? "de-linde" : "aalter"
        for id in [World.inside, World.outside] {
          let seen = try await refusal { try await call.make(gateway, id, key(of: client)) }
          #expect(seen == SeenError(.internalError, "INTERNAL"), "\(call.method)")
        }
      }
    }
  }

  @Test("Is append-only", arguments: ["UPDATE audit SET client = 'x'", "DELETE FROM audit"])
  func appendOnly(sql: String) async throws {
    try await withGateway { gateway in
      _ = try await gateway.municipality.listCareSituations(.with { $0.municipality = "44084" }, metadata: aalter)
      await #expect(throws: StatementFault.self) {
        try await gateway.store.database.write { try $0.connection.script(sql) }
      }
      #expect(try await gateway.store.auditTrail().count == 1)
    }
  }

  @Test("Is found by resource, and releases by zone and day, without a scan")
  func queryPlans() async throws {
    try await withGateway { gateway in
      for sql in [
        "SELECT * FROM audit WHERE resource = ? ORDER BY recorded",
        "SELECT content FROM zone_release WHERE zone = ? AND date = ?",
      ] {
        let plan = try await gateway.store.database.queryPlan(of: sql)
        #expect(!plan.isEmpty && !plan.contains { $0.hasPrefix("SCAN") }, "\(plan)")
      }
    }
  }
}
