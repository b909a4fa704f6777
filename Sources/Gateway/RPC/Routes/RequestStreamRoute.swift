import GatewayDomain
import GRPCCore
import GRPCProtobuf
import ServiceRuntime
import SwiftProtobuf
import Synchronization

/// A method with a stream of requests and one answer. Each request goes to the service behind as soon as it comes in: no
/// list is held in memory.
struct RequestStreamRoute<Part: Message, Answer: Message>: Route {
  /// Writes the requests of a stream.
  typealias Producer = @Sendable (RPCWriter<Part>) async throws -> Void
  /// Takes the answer.
  typealias Consumer = @Sendable (ClientResponse<Answer>) async throws -> Answer

  let row: RouteRow
  private let scope: ScopeCheck<Void, Void>
  private let subject: @Sendable (Part) -> String
  private let shown: @Sendable (Answer) -> [String]
  private let numbers: @Sendable (Part) -> (row: Int64, numbers: [String])?
  private let outcomes: @Sendable (Answer) -> [NumberOutcome]
  private let call: @Sendable (@escaping Producer, CallOptions, @escaping Consumer) async throws -> Answer

  /// A row of the route table, whose calls last as long as the client sends.
  ///
  /// - Parameters:
  ///   - method: The method that clients call.
  ///   - callers: The kinds of client that may call it.
  ///   - scope: Holds a call to what its client may see, whatever it sends.
  ///   - subject: What the stream is about by one of its messages, for the audit trail; empty if the message does not
  ///     say. The first message that says it is used.
  ///   - shown: Names of the records that the answer shows, for the audit trail.
  ///   - numbers: The place of a row and the numbers of people in it; nil for a message that is no row.
  ///   - outcomes: What the answer says about the numbers of each row, in the order of the rows.
  ///   - call: Calls the service behind.
  init(
    _ method: MethodDescriptor,
    for callers: [APIClient.Kind] = [.municipality],
    scope: ScopeCheck<Void, Void>,
    about subject: @escaping @Sendable (Part) -> String,
    showing shown: @escaping @Sendable (Answer) -> [String],
    numbers: @escaping @Sendable (Part) -> (row: Int64, numbers: [String])?,
    outcomes: @escaping @Sendable (Answer) -> [NumberOutcome],
    _ call: @escaping @Sendable (@escaping Producer, CallOptions, @escaping Consumer) async throws -> Answer
  ) {
    row = RouteRow(method, for: callers, scope: scope.holder, deadline: .asLongAsClient)
    self.scope = scope
    self.subject = subject
    self.shown = shown
    self.numbers = numbers
    self.outcomes = outcomes
    self.call = call
  }

  func register<Transport: ServerTransport>(in router: inout RPCRouter<Transport>, with guards: RouteGuards) {
    router.registerHandler(
      forMethod: row.method,
      deserializer: LimitedDeserializer<Part>(),
      serializer: ProtobufSerializer<Answer>()
    ) { request, _ in
      let answer = try await answer(request.messages, guards)
      return StreamingServerResponse(single: ServerResponse(message: answer))
    }
  }

  private func answer(_ messages: RPCAsyncSequence<Part, any Error>, _ guards: RouteGuards) async throws -> Answer {
    let authenticated = try row.admit()
    try await scope.clear((), of: authenticated, by: guards.visibility)
    let probes = guards.probes
    let rows = Mutex<[HashedNumbers]>([])
    let relay = StreamRelay(messages) { message in
      if authenticated.resource.isEmpty { authenticated.resource = AuditedResource.wellFormed(subject(message)) }
      guard let (row, numbers) = numbers(message) else { return }
      let hashed = probes.hashed(numbers, row: row)
      rows.withLock { rows in if rows.count < Self.mostRows { rows.append(hashed) } }
    }
    let answer = try await probes.ask({ rows.withLock { $0 } }, outcomes: outcomes) {
      do {
        return try await Upstream.ask(atMost: row.deadline.longestUpstreamCall) { options in
          try await call({ try await relay.run(to: $0) }, options) { response in
            relay.stop()
            return try response.message
          }
        }
      } catch {
        // The service behind reports a stream that broke off without saying why.
        throw relay.breakOff ?? error
      }
    }
    authenticated.note(shown: shown(answer))
    return answer
  }

  /// The numbers of this many rows are kept until the answer: more than any list may have.
  private static var mostRows: Int { 10_000 }
}
