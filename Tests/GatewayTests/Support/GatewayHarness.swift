import Assembly
import GatewayDomain
import CareTypes
import Foundation
import GRPCCore
import GRPCInProcessTransport
import GRPCProtobuf
import GatewayAPI
import HealthAPI
import MomentsAPI
import RegistrationAPI
import RightsAPI
import ServiceCore
import ServiceRuntime
import StatutesAPI
import SwiftProtobuf
import Synchronization
import TestSupport
import Testing

@testable import Gateway

typealias MunicipalityClient = Mantel_Gateway_V1_MunicipalityService.Client<InProcessTransport.Client>
typealias HospitalClient = Mantel_Gateway_V1_HospitalService.Client<InProcessTransport.Client>
typealias ImportClient = Mantel_Registration_V1_ImportService.Client<InProcessTransport.Client>
typealias ZoneClient = Mantel_Gateway_V1_ZoneService.Client<InProcessTransport.Client>

/// A gateway that is served, and everything around it.
struct ServedGateway: Sendable {
  let municipality: MunicipalityClient
  let hospital: HospitalClient
  let zone: ZoneClient
  /// Calls anything that the gateway passes on.
  let client: GRPCClient<InProcessTransport.Client>
  let imports: ImportClient
  let health: Grpc_Health_V1_Health.Client<InProcessTransport.Client>
  let world: World
  let clock: ManualClock
  let store: GatewayStore
  /// What stands for a number in the audit trail.
  let hash: NumberHash
  /// How long answers were let wait.
  let pauses: Pauses
}

/// The pauses that answers were given, none of which takes time.
final class Pauses: Sendable {
  private let pauses = Mutex<[Duration]>([])

  /// All so far.
  var all: [Duration] { pauses.withLock { $0 } }

  /// Notes one.
  func note(_ pause: Duration) { pauses.withLock { $0.append(pause) } }
}

/// A folder that is gone with the test.
final class DatabaseFile: Sendable {
  let path = NSTemporaryDirectory() + "gateway-\(OpaqueID.random()).sqlite"

  deinit {
    for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
  }
}

/// The clients of these tests; each key is the client's name and `-key`.
let clientsYAML = """
  clients:
    - {name: aalter, key_sha256: \(APIKey("aalter-key").digest), municipality: ["44084"]}
    - {name: maldegem, key_sha256: \(APIKey("maldegem-key").digest), municipality: ["43010"], sealed: find}
    - name: de-linde
      key_sha256: \(APIKey("de-linde-key").digest)
      hospital: {nihdi: "71099812", name: "Testziekenhuis De Linde"}
    - name: avondrust
      key_sha256: \(APIKey("avondrust-key").digest)
      care_centre: {nihdi: "76123422", name: "Testwoonzorgcentrum Avondrust"}
    - {name: zorgraad, key_sha256: \(APIKey("zorgraad-key").digest), zone: west-meetjesland}
    - {name: huisarts, key_sha256: \(APIKey("huisarts-key").digest), partner: general_practitioner}
    - {name: rechtenverkenner, key_sha256: \(APIKey("rechtenverkenner-key").digest), portal: true}
  """

/// The metadata by which a client of these tests shows itself.
func key(of client: String) -> Metadata {
  ["authorization": "Bearer \(client)-key"]
}

/// Serves the gateway before a world, on 1 June 2025. Every call claims to come from a client `spoofed`.
func withGateway<Value: Sendable>(
  _ world: World = World(),
  file: DatabaseFile = DatabaseFile(),
  keys: KeyFile = KeyFile(),
  limits: ProbeLimits = ProbeLimits(),
  watchRenewal: Duration = .seconds(300),
  _ body: @Sendable (ServedGateway) async throws -> Value
) async throws -> Value {
  let behind = ServiceComponent(
    name: "behind",
    rpcs: [
      FakeRegistration(world: world), FakeRights(world: world), FakeMoments(world: world), FakeImports(world: world),
    ] + (ForwardedCall.all + ForwardedCall.withNames + ForwardedCall.behindExport).map { $0.fake(world) }
  )
  let clock = ManualClock(try CalendarDate(year: 2025, month: 6, day: 1))
  let pauses = Pauses()
  let tables = try ReferenceTables()
  let clients = try ClientRegister(yaml: clientsYAML, tables: tables, today: clock.clock.today())
  return try await withLocal(behind) { upstream in
    let component = try GatewayComponent.make(
      location: .file(file.path),
      clock: clock.clock,
      clients: clients,
      keys: keys,
      limits: limits,
      pause: { pauses.note($0) },
      watchRenewal: watchRenewal,
      tables: tables,
      to: ServicesBehind(upstream)
    )
    let served = ServiceComponent(
      name: component.name,
      rpcs: component.rpcs + [HealthService(services: component.descriptors)],
      interceptors: component.interceptors,
      longDeadlines: component.longDeadlines
    )
    let store = try GatewayStore(.file(file.path), clock: clock.clock)
    return try await withServed(served, client: "spoofed") { client in
      try await body(
        ServedGateway(
          municipality: MunicipalityClient(wrapping: client),
          hospital: HospitalClient(wrapping: client),
          zone: ZoneClient(wrapping: client),
          client: client,
          imports: ImportClient(wrapping: client),
          health: Grpc_Health_V1_Health.Client(wrapping: client),
          world: world,
          clock: clock,
          store: store,
          hash: NumberHash(keys: keys),
          pauses: pauses
        )
      )
    }
  }
}

/// The whole status that a client gets; nil if the call succeeds.
func status<Value>(_ call: () async throws -> Value) async throws -> GoogleRPCStatus? {
  do {
    _ = try await call()
    return nil
  } catch let error as RPCError {
    return try error.unpackGoogleRPCStatus() ?? GoogleRPCStatus(code: error.code, message: error.message)
  }
}

/// One call of a client, whatever its RPC.
struct AnyCall: Sendable, CustomTestStringConvertible {
  let method: String
  let make: @Sendable (ServedGateway, _ id: String, Metadata) async throws -> Void

  var testDescription: String { method }

  /// A call of each RPC of MunicipalityService that names one resource, by its id.
  static let ofResources: [AnyCall] = [
    AnyCall(method: "GetCareSituation") { gateway, id, key in
      _ = try await gateway.municipality.getCareSituation(.with { $0.name = "careSituations/\(id)" }, metadata: key)
    },
    AnyCall(method: "EndCareSituation") { gateway, id, key in
      _ = try await gateway.municipality.endCareSituation(.with { $0.name = "careSituations/\(id)" }, metadata: key)
    },
    AnyCall(method: "RecordConsent") { gateway, id, key in
      _ = try await gateway.municipality.recordConsent(.with { $0.person = "persons/\(id)" }, metadata: key)
    },
    AnyCall(method: "WithdrawConsent") { gateway, id, key in
      _ = try await gateway.municipality.withdrawConsent(.with { $0.person = "persons/\(id)" }, metadata: key)
    },
    AnyCall(method: "RecordMoment") { gateway, id, key in
      _ = try await gateway.municipality.recordMoment(
        .with {
          $0.requestID = UUID().uuidString
          $0.person = "persons/\(id)"
        },
        metadata: key
      )
    },
    AnyCall(method: "ListDecisions") { gateway, id, key in
      _ = try await gateway.municipality.listDecisions(
        .with { $0.careSituation = "careSituations/\(id)" },
        metadata: key
      )
    },
    AnyCall(method: "ExplainDecision") { gateway, id, key in
      _ = try await gateway.municipality.explainDecision(.with { $0.name = "decisions/\(id)" }, metadata: key)
    },
    AnyCall(method: "AcknowledgeNotice") { gateway, id, key in
      _ = try await gateway.municipality.acknowledgeNotice(.with { $0.name = "notices/\(id)" }, metadata: key)
    },
  ]

  /// A call of each RPC of MunicipalityService.
  static let ofMunicipalities: [AnyCall] =
    ofResources + [
      AnyCall(method: "RegisterCareSituation") { gateway, _, key in
        _ = try await gateway.municipality.registerCareSituation(
          .with { $0.careSituation = Samples.careSituation() },
          metadata: key
        )
      },
      AnyCall(method: "ListCareSituations") { gateway, _, key in
        _ = try await gateway.municipality.listCareSituations(.with { $0.municipality = "44084" }, metadata: key)
      },
      AnyCall(method: "WatchNotices") { gateway, _, key in
        try await gateway.municipality.watchNotices(.init(), metadata: key) { response in
          for try await _ in response.messages { break }
        }
      },
    ]

  static let ofHospitals = AnyCall(method: "ReportMoment") { gateway, _, key in
    _ = try await gateway.hospital.reportMoment(.init(), metadata: key)
  }

  static let ofCareCouncils = AnyCall(method: "QueryAggregate") { gateway, _, key in
    _ = try await gateway.zone.queryAggregate(.init(), metadata: key)
  }
}
