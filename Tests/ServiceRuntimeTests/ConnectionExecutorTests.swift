import GRPCCore
import GRPCNIOTransportHTTP2
import HealthAPI
import ServiceRuntime
import SwiftProtobuf
import Testing

/// Says of itself that it serves if it runs on the thread of a connection from its begin to its end.
private struct OnConnection: Grpc_Health_V1_Health.SimpleServiceProtocol {
  func check(
    request: Grpc_Health_V1_HealthCheckRequest,
    context: ServerContext
  ) async throws -> Grpc_Health_V1_HealthCheckResponse {
    let begin = ConnectionExecutor.current
    await Task.yield()
    let isSame = begin != nil && begin === ConnectionExecutor.current
    let isElsewhere = begin == nil && ConnectionExecutor.current == nil
    return .with { $0.status = isSame ? .serving : isElsewhere ? .notServing : .unknown }
  }
}

@Suite("The threads on which calls are answered")
struct ConnectionExecutorTests {
  private typealias Health = Grpc_Health_V1_Health

  @Test(
    "A call is answered on the thread of its connection; one that may take long is not",
    .timeLimit(.minutes(1)),
    arguments: [false, true]
  )
  func threads(isLong: Bool) async throws {
    let transport = HTTP2ServerTransport.Posix(
      address: .ipv4(host: "127.0.0.1", port: 0),
      transportSecurity: .plaintext,
      config: ServerSetup.serverConfig
    )
    let component = ServiceComponent(name: "test", rpcs: [OnConnection()])
    let server = GRPCServer(
      transport: CheckedTransport(transport) { _ in isLong },
      services: component.rpcs,
      interceptors: ServerSetup.interceptors(of: component)
    )
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await withTaskExecutorPreference(ConnectionExecutor.anyThread) { try await server.serve() } }
      let port = try #require(try await transport.listeningAddress.ipv4?.port)
      let channel = try HTTP2ClientTransport.Posix(
        target: .ipv4(address: "127.0.0.1", port: port),
        transportSecurity: .plaintext
      )
      try await withGRPCClient(transport: channel) { client in
        for _ in 0..<20 {
          let status = try await Health.Client(wrapping: client).check(.init()).status
          #expect(status == (isLong ? .notServing : .serving))
        }
      }
      server.beginGracefulShutdown()
      try await group.waitForAll()
    }
  }

  @Test("A call may take long if its service or its deadline says so")
  func long() {
    let check = Health.Method.Check.descriptor
    #expect(!ServerSetup.isLong(check, of: ServiceComponent(name: "test", rpcs: [])))
    let patient = ServiceComponent(
      name: "test",
      rpcs: [],
      longDeadlines: [check.fullyQualifiedMethod: .seconds(120)]
    )
    #expect(ServerSetup.isLong(check, of: patient))
  }
}
