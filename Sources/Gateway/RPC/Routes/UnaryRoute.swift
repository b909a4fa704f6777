import GatewayDomain
import CareTypes
import GRPCCore
import GRPCProtobuf
import ServiceRuntime
import SwiftProtobuf

/// A method with one request and one answer.
///
/// A service behind the gateway answers most of them, message for message; a handler of the gateway answers the others.
struct UnaryRoute<Request: Message, Answer: Message>: Route {
  /// A record that Registration must show the client before the call is answered.
  struct CheckedRecord: Sendable {
    /// The kind of record.
    let collection: ResourceCollection
    /// The field of the request that names it.
    let field: String
    /// The name that a request gives.
    let name: @Sendable (Request) -> String
  }

  let row: RouteRow
  private let subject: AuditSubject<Request, Answer>
  private let shown: @Sendable (Request, Answer) -> [String]
  private let numbers: NumberUse<Request, Answer>
  private let amend: @Sendable (inout Request, APIClient) -> Void
  private let record: CheckedRecord?
  private let named: (@Sendable (Request) -> String)?
  private let handler: @Sendable (Request, CallOptions) async throws -> Answer

  /// A row of the route table.
  ///
  /// - Parameters:
  ///   - method: The method that clients call.
  ///   - callers: The kinds of client that may call it.
  ///   - scope: Where a call is held to what its client may see.
  ///   - deadline: How long a call may take.
  ///   - subject: What a call is about, for the audit trail.
  ///   - shown: Names of further records that the answer shows or the request names, for the audit trail.
  ///   - numbers: Which numbers of people the request holds, and what the answer says about them.
  ///   - amend: Sets fields of the request that the gateway knows better than the client.
  ///   - record: The record that Registration must show the client first; nil for none.
  ///   - named: The name in the request whose absence is answered in the gateway's own words, whichever service finds
  ///     it missing; nil if the words of the service go to the client.
  ///   - handler: Answers the request, by a call to a service with the options given.
  init(
    _ method: MethodDescriptor,
    for callers: [APIClient.Kind] = [.municipality],
    scope: ScopeCheckedBy = .byService,
    deadline: RouteDeadline = .usual,
    about subject: AuditSubject<Request, Answer>,
    showing shown: @escaping @Sendable (Request, Answer) -> [String] = { _, _ in [] },
    numbers: NumberUse<Request, Answer> = .none,
    amending amend: @escaping @Sendable (inout Request, APIClient) -> Void = { _, _ in },
    checking record: CheckedRecord? = nil,
    missing named: (@Sendable (Request) -> String)? = nil,
    _ handler: @escaping @Sendable (Request, CallOptions) async throws -> Answer
  ) {
    row = RouteRow(method, for: callers, scope: scope, deadline: deadline)
    self.subject = subject
    self.shown = shown
    self.numbers = numbers
    self.amend = amend
    self.record = record
    self.named = named
    self.handler = handler
  }

  func register<Transport: ServerTransport>(in router: inout RPCRouter<Transport>, with guards: RouteGuards) {
    router.registerHandler(
      forMethod: row.method,
      deserializer: LimitedDeserializer<Request>(),
      serializer: ProtobufSerializer<Answer>()
    ) { request, _ in
      let answer = try await answer(ServerRequest(stream: request).message, guards)
      return StreamingServerResponse(single: ServerResponse(message: answer))
    }
  }

  private func answer(_ message: Request, _ guards: RouteGuards) async throws -> Answer {
    let call = try row.admit()
    call.resource = subject.beforeAnswer(message, by: call.client)
    var amended = message
    amend(&amended, call.client)
    let request = amended
    if let record {
      try await guards.visibility.require(record.name(request), in: record.collection, field: record.field)
    }
    let answer = try await guards.probes.ask(numbers, in: request) {
      try await Upstream.inOwnWords(about: named?(request)) {
        try await Upstream.ask(within: row.deadline.upstreamOptions) { try await handler(request, $0) }
      }
    }
    if let made = subject.afterAnswer(answer) { call.resource = made }
    call.note(shown: shown(request, answer))
    return answer
  }
}
