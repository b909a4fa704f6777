import GatewayDomain
import GRPCCore
import GRPCProtobuf
import ServiceRuntime
import SwiftProtobuf

/// A method with one request and one answer.
///
/// A service behind the gateway answers most of them, message for message; a handler of the gateway answers the others.
struct UnaryRoute<Request: Message, Answer: Message>: Route {
  /// Makes the answer, by calls with the options given.
  private typealias Answering = @Sendable (CallOptions) async throws -> Answer

  let row: RouteRow
  private let subject: AuditSubject<Request, Answer>
  private let shown: @Sendable (Request, Answer) -> [String]
  private let numbers: NumberUse<Request, Answer>
  private let amend: @Sendable (inout Request, APIClient) -> Void
  private let named: (@Sendable (Request) -> String)?
  private let limitsEachCall: Bool
  /// Checks the scope of a request, and gives what answers it.
  private let clear: @Sendable (Request, AuthenticatedCall, RecordVisibility) async throws -> Answering

  /// A row of the route table.
  ///
  /// - Parameters:
  ///   - method: The method that clients call.
  ///   - callers: The kinds of client that may call it.
  ///   - scope: Holds a call to what its client may see, and gives what the handler may answer about.
  ///   - deadline: How long a call may take.
  ///   - subject: What a call is about, for the audit trail.
  ///   - shown: Names of further records that the answer shows or the request names, for the audit trail.
  ///   - numbers: Which numbers of people the request holds, and what the answer says about them.
  ///   - amend: Sets fields of the request that the gateway knows better than the client.
  ///   - named: The name in the request whose absence is answered in the gateway's own words, whichever service finds
  ///     it missing; nil if the words of the service go to the client.
  ///   - limitsEachCall: Whether the handler makes several calls, and limits each by itself to the time of the deadline;
  ///     false if it makes one.
  ///   - handler: Answers the request about what the scope gives, by a call to a service with the options given.
  init<Cleared: Sendable>(
    _ method: MethodDescriptor,
    for callers: [APIClient.Kind] = [.municipality],
    within scope: ScopeCheck<Request, Cleared>,
    deadline: RouteDeadline = .usual,
    about subject: AuditSubject<Request, Answer>,
    showing shown: @escaping @Sendable (Request, Answer) -> [String] = { _, _ in [] },
    numbers: NumberUse<Request, Answer> = .none,
    amending amend: @escaping @Sendable (inout Request, APIClient) -> Void = { _, _ in },
    missing named: (@Sendable (Request) -> String)? = nil,
    limitsEachCall: Bool = false,
    _ handler: @escaping @Sendable (Request, Cleared, CallOptions) async throws -> Answer
  ) {
    row = RouteRow(method, for: callers, scope: scope.holder, deadline: deadline)
    self.subject = subject
    self.shown = shown
    self.numbers = numbers
    self.amend = amend
    self.named = named
    self.limitsEachCall = limitsEachCall
    clear = { request, call, visibility in
      let cleared = try await scope.clear(request, of: call, by: visibility)
      return { try await handler(request, cleared, $0) }
    }
  }

  /// A row of the route table whose handler needs nothing but the request, once the scope is checked.
  init(
    _ method: MethodDescriptor,
    for callers: [APIClient.Kind] = [.municipality],
    scope: ScopeCheck<Request, Void>,
    deadline: RouteDeadline = .usual,
    about subject: AuditSubject<Request, Answer>,
    showing shown: @escaping @Sendable (Request, Answer) -> [String] = { _, _ in [] },
    numbers: NumberUse<Request, Answer> = .none,
    amending amend: @escaping @Sendable (inout Request, APIClient) -> Void = { _, _ in },
    missing named: (@Sendable (Request) -> String)? = nil,
    limitsEachCall: Bool = false,
    _ handler: @escaping @Sendable (Request, CallOptions) async throws -> Answer
  ) {
    self.init(
      method,
      for: callers,
      within: scope,
      deadline: deadline,
      about: subject,
      showing: shown,
      numbers: numbers,
      amending: amend,
      missing: named,
      limitsEachCall: limitsEachCall
    ) { request, _, options in try await handler(request, options) }
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
    let answering = try await Upstream.inOwnWords(about: named?(request)) {
      try await clear(request, call, guards.visibility)
    }
    let answer = try await guards.probes.ask(numbers, in: request) {
      try await Upstream.inOwnWords(about: named?(request)) {
        try await Upstream.ask(atMost: limitsEachCall ? nil : row.deadline.longestUpstreamCall, answering)
      }
    }
    if let made = subject.afterAnswer(answer) { call.resource = made }
    call.note(shown: shown(request, answer))
    return answer
  }
}
