import GatewayDomain
import GRPCCore
import GRPCProtobuf
import ServiceRuntime
import SwiftProtobuf

/// A method with one request and a stream of answers.
struct AnswerStreamRoute<Request: Message, Answer: Message>: Route {
  let row: RouteRow
  private let subject: AuditSubject<Request, Answer>
  /// Checks the scope of a request, and gives what writes the answers.
  private let clear: @Sendable (Request, AuthenticatedCall, RecordVisibility) async throws -> Writing

  /// Writes the answers.
  private typealias Writing = @Sendable (RPCWriter<Answer>) async throws -> Void

  /// A row of the route table, whose calls last as long as the client reads.
  ///
  /// - Parameters:
  ///   - method: The method that clients call.
  ///   - callers: The kinds of client that may call it.
  ///   - scope: Holds a call to what its client may see, and gives what the handler may answer about.
  ///   - subject: What a call is about, for the audit trail.
  ///   - handler: Writes the answers about what the scope gives.
  init<Cleared: Sendable>(
    _ method: MethodDescriptor,
    for callers: [APIClient.Kind] = [.municipality],
    within scope: ScopeCheck<Request, Cleared>,
    about subject: AuditSubject<Request, Answer>,
    _ handler: @escaping @Sendable (Request, Cleared, RPCWriter<Answer>) async throws -> Void
  ) {
    row = RouteRow(method, for: callers, scope: scope.holder, deadline: .asLongAsClient)
    self.subject = subject
    clear = { request, call, visibility in
      let cleared = try await scope.clear(request, of: call, by: visibility)
      return { try await handler(request, cleared, $0) }
    }
  }

  func register<Transport: ServerTransport>(in router: inout RPCRouter<Transport>, with guards: RouteGuards) {
    router.registerHandler(
      forMethod: row.method,
      deserializer: LimitedDeserializer<Request>(),
      serializer: ProtobufSerializer<Answer>()
    ) { request, _ in
      let message = try await ServerRequest(stream: request).message
      let call = try row.admit()
      call.resource = subject.beforeAnswer(message, by: call.client)
      let writing = try await clear(message, call, guards.visibility)
      return StreamingServerResponse { writer in
        try await writing(writer)
        return [:]
      }
    }
  }
}
