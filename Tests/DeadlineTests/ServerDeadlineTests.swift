import GRPCCore
import RegistrationAPI
import ServiceRuntime
import TestSupport
import Testing

@Suite("Deadlines that pass at every server")
struct ServerDeadlineTests {
  @Test("A handler is ended at the deadline, with the reason")
  func handlerEnds() async throws {
    try await withServed(ServiceComponent(name: "test", rpcs: [SilentServices()])) { client in
      let seen = try await refusal {
        try await Mantel_Registration_V1_RegistrationService.Client(wrapping: client)
          .listCareSituations(.init(), metadata: ["grpc-timeout": "50000u"])
      }
      #expect(seen == SeenError(.deadlineExceeded, "DEADLINE_PASSED"))
    }
  }
}
