import GatewayDomain
import GRPCCore
import GRPCProtobuf
import GatewayAPI
import RegistrationAPI
import ServiceCore
import ServiceRuntime
import SwiftProtobuf
import TestSupport
import Testing

@testable import Gateway

@Suite("Faults behind and before the gateway")
struct FaultTests {
  private static let calls = AnyCall.ofMunicipalities + [.ofHospitals, .ofCareCouncils]
  private let aalter = key(of: "aalter")

  private func client(for call: AnyCall) -> Metadata {
    switch call.method {
    case "ReportMoment": key(of: "de-linde")
    case "QueryAggregate": key(of: "zorgraad")
    default: aalter
    }
  }

  @Test("A service that is down is told as such", arguments: calls)
  func down(call: AnyCall) async throws {
    try await withGateway { gateway in
      gateway.world.fail(RPCError(code: .unavailable, message: "connection refused to 10.0.0.7"))
      let seen = try #require(
        try await status { try await call.make(gateway, World.inside, client(for: call)) }
      )
      #expect(seen.code == .unavailable)
      #expect(seen.details.compactMap(\.errorInfo?.reason) == ["UPSTREAM_UNAVAILABLE"])
      #expect(!seen.message.contains("10.0.0.7"))
    }
  }

  @Test(
    "A service that gives up by itself while the caller still waits is told as unavailable",
    arguments: calls.filter { $0.method != "WatchNotices" },
    [RPCError.Code.deadlineExceeded, .cancelled]
  )
  func givesUp(call: AnyCall, code: RPCError.Code) async throws {
    try await withGateway { gateway in
      gateway.world.fail(RPCError(code: code, message: ""))
      let seen = try await refusal { try await call.make(gateway, World.inside, client(for: call)) }
      #expect(seen == SeenError(.unavailable, "UPSTREAM_UNAVAILABLE"))
    }
  }

  @Test("A fault of a service is told as one, without its words", arguments: calls)
  func fault(call: AnyCall) async throws {
    try await withGateway { gateway in
      gateway.world.fail(RPCError(code: .dataLoss, message: "row of Mieke De Fictieve"))
      let seen = try #require(
        try await status { try await call.make(gateway, World.inside, client(for: call)) }
      )
      #expect(seen.code == .internalError)
      #expect(seen.details.compactMap(\.errorInfo?.reason) == ["INTERNAL"])
      #expect(!seen.message.contains("Mieke"))
    }
  }

  @Test("A refusal of a service passes with its details", arguments: [Refusal.Reason.staleETag, .numberInUse])
  func passes(reason: Refusal.Reason) async throws {
    try await withGateway { gateway in
      gateway.world.fail(Refusal(reason, "The words of Registration"))
      let seen = try #require(
        try await status {
          try await gateway.municipality.registerCareSituation(
            .with { $0.careSituation = Samples.careSituation() },
            metadata: aalter
          )
        }
      )
      #expect(seen.code == RPCError.Code(reason.status))
      #expect(seen.message == "The words of Registration")
      #expect(
        seen.details == [.errorInfo(reason: reason.name, domain: "behind.mantel", metadata: [:])]
      )
    }
  }

  @Test("Wrong fields pass with their names")
  func fields() async throws {
    try await withGateway { gateway in
      gateway.world.fail(Refusal.invalid("care_situation.caregiver.insz", "has wrong check digits"))
      let seen = try await refusal {
        try await gateway.municipality.registerCareSituation(
          .with { $0.careSituation = Samples.careSituation() },
          metadata: aalter
        )
      }
      #expect(seen == SeenError(.invalidArgument, "INVALID_FIELD", fields: ["care_situation.caregiver.insz"]))
    }
  }

  @Test("A message over 4 MiB is refused with a precise status, and audited", arguments: [true, false])
  func tooLarge(isOver: Bool) async throws {
    try await withGateway { gateway in
      let request = Mantel_Gateway_V1_RegisterCareSituationRequest.with {
        $0.careSituation = Samples.careSituation()
        $0.careSituation.caregiver.streetLine = String(repeating: "x", count: isOver ? 5 << 20 : 3 << 20)
      }
      let seen = try await refusal { try await gateway.municipality.registerCareSituation(request, metadata: aalter) }
      #expect(seen == (isOver ? SeenError(.resourceExhausted, "REQUEST_TOO_LARGE") : nil))
      let trail = try await gateway.store.auditTrail()
      #expect(trail.map(\.outcome) == [isOver ? "resourceExhausted" : "ok"])
      #expect(gateway.world.asked.count == (isOver ? 0 : 1))
    }
  }

  @Test("The caller's deadline holds behind the gateway too", arguments: ["30S", "29999987u", "9S", nil])
  func deadline(timeout: String?) async throws {
    try await withGateway { gateway in
      var metadata = aalter
      if let timeout { metadata.addString(timeout, forKey: "grpc-timeout") }
      _ = try await gateway.municipality.listCareSituations(.with { $0.municipality = "44084" }, metadata: metadata)
      let timeLeft = try #require(gateway.world.asked.first?.timeLeft)
      #expect(timeLeft > .zero && timeLeft <= (timeout == "9S" ? .seconds(9) : .seconds(10)))
    }
  }
}
