import CareTypes
import EventsAPI
import Foundation
import GRPCCore
import GRPCProtobuf
import HealthAPI
import ServiceCore
import ServiceRuntime
import SwiftProtobuf
import Synchronization
import TestSupport
import Testing

/// A service whose messages cannot be read from bytes or written to them.
private final class Unserialised: RegistrableRPCService {
  private struct Never: Error {}

  private struct Coding<Message: Sendable>: MessageSerializer, MessageDeserializer {
    func serialize<Bytes: GRPCContiguousBytes>(_ message: Message) throws -> Bytes { throw Never() }
    func deserialize<Bytes: GRPCContiguousBytes>(_ bytes: Bytes) throws -> Message { throw Never() }
  }

  private let seen = Mutex<CallContext?>(nil)

  /// The context of the last call.
  var context: CallContext? { seen.withLock { $0 } }

  func registerMethods<Transport: ServerTransport>(with router: inout RPCRouter<Transport>) {
    router.registerHandler(
      forMethod: Grpc_Health_V1_Health.Method.Check.descriptor,
      deserializer: Coding<Grpc_Health_V1_HealthCheckRequest>(),
      serializer: Coding<Grpc_Health_V1_HealthCheckResponse>()
    ) { request, _ in
      let answer = try await self.answer(ServerRequest(stream: request).message)
      return StreamingServerResponse(single: ServerResponse(message: answer))
    }
  }

  private func answer(_ request: Grpc_Health_V1_HealthCheckRequest) async throws -> Grpc_Health_V1_HealthCheckResponse {
    seen.withLock { $0 = CallContext.current }
    switch request.service {
    case "refuse": throw Refusal.invalid("service", "is refused")
    case "fail": throw CocoaError(.fileNoSuchFile, userInfo: ["secret": "48031795153"])
    case "wait": try await Task.sleep(for: .seconds(60))
    default: break
    }
    return .with { $0.status = .serving }
  }
}

/// A feed of one event: the next, or the one after it if the call has a deadline.
private struct OneEvent: Mantel_Events_V1_EventFeedService.SimpleServiceProtocol {
  func read(
    request: Mantel_Events_V1_ReadRequest,
    response: RPCWriter<Mantel_Events_V1_ReadResponse>,
    context: ServerContext
  ) async throws {
    let hasDeadline = CallContext.current.deadline != nil
    try await response.write(
      .with { $0.events = [.with { $0.sequence = request.afterSequence + (hasDeadline ? 2 : 1) }] }
    )
  }
}

@Suite("Calls between the services of a process")
struct LocalTransportTests {
  private typealias Health = Grpc_Health_V1_Health

  private func check(_ service: String, of served: Unserialised = Unserialised()) async throws -> SeenError? {
    try await withLocal(ServiceComponent(name: "test", rpcs: [served])) { client in
      try await refusal { try await Health.Client(wrapping: client).check(.with { $0.service = service }) }
    }
  }

  @Test("A unary call hands over its messages without bytes")
  func unserialised() async throws {
    #expect(try await check("now") == nil)
  }

  @Test("A refusal comes with its reason and fields, a fault without its words")
  func errors() async throws {
    #expect(try await check("refuse") == SeenError(.invalidArgument, "INVALID_FIELD", fields: ["service"]))
    #expect(try await check("fail") == SeenError(.internalError, "INTERNAL"))
  }

  @Test("A method that the service does not have is unimplemented")
  func unimplemented() async throws {
    try await withLocal(ServiceComponent(name: "test", rpcs: [OneEvent()])) { client in
      let seen = try await refusal { try await Health.Client(wrapping: client).check(.init()) }
      #expect(seen?.code == .unimplemented)
    }
  }

  @Test("The client, its scope and the deadline of the caller hold behind a call")
  func context() async throws {
    let served = Unserialised()
    let scope = CallScope(municipalities: [try NISCode("44084")], clearance: .find)
    try await withLocal(ServiceComponent(name: "test", rpcs: [served]), client: "aalter", scope: scope) { client in
      _ = try await CallContext.limited { try await Health.Client(wrapping: client).check(.init()) }
    }
    #expect(served.context?.client == "aalter")
    #expect(served.context?.scope == scope)
    #expect(try #require(served.context?.deadline) <= .now + .seconds(10))
  }

  @Test("A call ends when its caller is cancelled", .timeLimit(.minutes(1)))
  func cancelled() async throws {
    try await withLocal(ServiceComponent(name: "test", rpcs: [Unserialised()])) { client in
      let call = Task { try await Health.Client(wrapping: client).check(.with { $0.service = "wait" }) }
      call.cancel()
      let seen = try await refusal { try await call.value }
      #expect(seen?.code == .cancelled)
    }
  }

  @Test("A call waits for its server to listen, and is refused once that has shut down", .timeLimit(.minutes(1)))
  func startAndEnd() async throws {
    let transport = LocalTransport()
    let server = ServerSetup.server(ServiceComponent(name: "test", rpcs: []), on: transport.server)
    try await withGRPCClient(transport: transport.client, interceptors: transport.interceptors) { client in
      let health = Health.Client(wrapping: client)
      async let early = health.check(.init()).status
      let cancelled = Task { try await health.check(.init()) }
      cancelled.cancel()
      let refused = try await refusal { try await cancelled.value }
      #expect(refused?.code == .cancelled)
      async let serving: Void = server.serve()
      #expect(try await early == .serving)
      server.beginGracefulShutdown()
      try await serving
      let late = try await refusal { try await health.check(.init()) }
      #expect(late?.code == .unavailable)
    }
  }

  @Test("A stream is read to its end, and carries the deadline of its caller")
  func stream() async throws {
    try await withLocal(ServiceComponent(name: "test", rpcs: [OneEvent()])) { client in
      @Sendable func read() async throws -> [Int64] {
        try await Mantel_Events_V1_EventFeedService.Client(wrapping: client)
          .read(.with { $0.afterSequence = 41 }) { response in
            var sequences: [Int64] = []
            for try await message in response.messages { sequences += message.events.map(\.sequence) }
            return sequences
          }
      }
      #expect(try await read() == [42])
      let limited = try await CallContext.limited { try await read() }
      #expect(limited == [43])
    }
  }
}
