import GatewayDomain
import GRPCCore
import GatewayAPI
import HealthAPI
import MomentsAPI
import RegistrationAPI
import SwiftProtobuf
import TestSupport
import Testing

@testable import Gateway

@Suite("Authentication")
struct AuthenticationTests {
  private static let all = AnyCall.ofMunicipalities + [.ofHospitals, .ofCareCouncils]

  @Test("No call without a key is answered", arguments: all)
  func noKey(call: AnyCall) async throws {
    try await withGateway { gateway in
      let seen = try await refusal { try await call.make(gateway, World.inside, [:]) }
      #expect(seen == SeenError(.unauthenticated, "UNAUTHENTICATED"))
      #expect(gateway.world.asked.isEmpty)
    }
  }

  @Test(
    "A key that is nobody's, or that comes in another way, is refused",
    arguments: ["Bearer wrong", "Bearer ", "aalter-key", "Basic aalter-key", "Bearer Bearer aalter-key"]
  )
  func wrongKey(header: String) async throws {
    try await withGateway { gateway in
      let seen = try await refusal {
        try await gateway.municipality.getCareSituation(.init(), metadata: ["authorization": "\(header)"])
      }
      #expect(seen == SeenError(.unauthenticated, "UNAUTHENTICATED"))
    }
  }

  @Test("The digest of a key is no key")
  func digest() async throws {
    try await withGateway { gateway in
      let seen = try await refusal {
        let metadata: Metadata = ["authorization": "Bearer \(APIKey("aalter-key").digest)"]
        return try await gateway.municipality.getCareSituation(.init(), metadata: metadata)
      }
      #expect(seen?.code == .unauthenticated)
    }
  }

  @Test("Each service is for its own kind of client, whatever the request says", arguments: all)
  func wrongKind(call: AnyCall) async throws {
    let right =
      switch call.method {
      case "ReportMoment": "de-linde"
      case "QueryAggregate": "zorgraad"
      default: "aalter"
      }
    for client in ["aalter", "de-linde", "zorgraad"] where client != right {
      try await withGateway { gateway in
        // The id is malformed: that must not be told.
        let seen = try await refusal { try await call.make(gateway, "malformed", key(of: client)) }
        #expect(seen == SeenError(.permissionDenied, "OUT_OF_SCOPE"))
        #expect(gateway.world.asked.isEmpty)
      }
    }
  }

  @Test("The health protocol needs no key")
  func health() async throws {
    try await withGateway { gateway in
      let answer = try await gateway.health.check(.init())
      #expect(answer.status == .serving)
      #expect(try await gateway.store.auditTrail().isEmpty)
    }
  }

  @Test("A call runs in the name of the client whose key it carries, whatever name it claims")
  func claimedName() async throws {
    try await withGateway { gateway in
      _ = try await gateway.municipality.listCareSituations(
        .with { $0.municipality = "44084" },
        metadata: key(of: "aalter")
      )
      gateway.world.notices = [.with { $0.sequence = 1 }]
      try await gateway.municipality.watchNotices(.init(), metadata: key(of: "maldegem")) { response in
        for try await _ in response.messages { break }
      }
      #expect(gateway.world.asked.map(\.client) == ["aalter", "maldegem"])
    }
  }

  @Test("A new key is 43 characters, never the same, and is found again by its digest")
  func newKey() throws {
    let key = APIKey.random()
    #expect(key.text.utf8.count == 43)
    #expect(key.text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" })
    #expect(APIKey.random().text != key.text)
    #expect(APIKey("abc").digest == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }
}
