import GatewayDomain
import GRPCCore
import GRPCProtobuf
import ServiceRuntime
import SwiftProtobuf

/// A method with one request and a stream of answers.
struct AnswerStreamRoute<Request: Message, Answer: Message>: Route {
  let row: RouteRow
  private let subject: AuditSubject<Request, Answer>
  private let handler: @Sendable (Request, RPCWriter<Answer>) async throws -> Void

  /// A row of the route table, whose calls last as long as the client reads.
  ///
  /// - Parameters:
  ///   - method: The method that clients call.
  ///   - callers: The kinds of client that may call it.
  ///   - scope: Where a call is held to what its client may see.
  ///   - subject: What a call is about, for the audit trail.
  ///   - handler: Writes the answers.
  init(
    _ method: MethodDescriptor,
    for callers: [APIClient.Kind] = [.municipality],
    scope: ScopeCheckedBy = .byService,
    about subject: AuditSubject<Request, Answer>,
    _ handler: @escaping @Sendable (Request, RPCWriter<Answer>) async throws -> Void
  ) {
    row = RouteRow(method, for: callers, scope: scope, deadline: .asLongAsClient)
    self.subject = subject
    self.handler = handler
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
      return StreamingServerResponse { writer in
        try await handler(message, writer)
        return [:]
      }
    }
  }
}
