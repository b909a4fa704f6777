import CareTypes
import GRPCCore
import GRPCProtobuf
import ServiceRuntime
import SwiftProtobuf
import Synchronization

/// A method of a service behind the gateway that clients call through it, message for message: the gateway tells who
/// calls and audits; the service holds the call against the client's scope.
struct ForwardedMethod<Request: Message, Answer: Message>: RegistrableRPCService {
  private let method: MethodDescriptor
  private let callers: [APIClient.Kind]
  private let subject: @Sendable (Request) -> String
  private let shown: @Sendable (Request, Answer) -> [String]
  private let amend: @Sendable (inout Request, APIClient) -> Void
  private let admit: @Sendable (Request) async throws -> Void
  private let longest: Duration?
  private let call: @Sendable (Request, CallOptions) async throws -> Answer

  /// A passage.
  ///
  /// - Parameters:
  ///   - method: What clients call.
  ///   - callers: Which kinds of client may.
  ///   - subject: What the request is about, for the audit trail.
  ///   - shown: Names of the records that the answer shows, or that the request names, beside that.
  ///   - amend: What the gateway knows better than the client.
  ///   - admit: Throws what keeps the client from it, beyond its kind.
  ///   - longest: How long the service behind may take at most; nothing: as long as any other.
  ///   - call: Calls the service behind.
  init(
    _ method: MethodDescriptor,
    for callers: [APIClient.Kind] = [.municipality],
    about subject: @escaping @Sendable (Request) -> String,
    showing shown: @escaping @Sendable (Request, Answer) -> [String] = { _, _ in [] },
    amending amend: @escaping @Sendable (inout Request, APIClient) -> Void = { _, _ in },
    admitting admit: @escaping @Sendable (Request) async throws -> Void = { _ in },
    longest: Duration? = nil,
    _ call: @escaping @Sendable (Request, CallOptions) async throws -> Answer
  ) {
    self.method = method
    self.callers = callers
    self.subject = subject
    self.shown = shown
    self.amend = amend
    self.admit = admit
    self.longest = longest
    self.call = call
  }

  func registerMethods<Transport: ServerTransport>(with router: inout RPCRouter<Transport>) {
    router.registerHandler(
      forMethod: method,
      deserializer: ProtobufDeserializer<Request>(),
      serializer: ProtobufSerializer<Answer>()
    ) { request, _ in
      let answer = try await pass(ServerRequest(stream: request).message)
      return StreamingServerResponse(single: ServerResponse(message: answer))
    }
  }

  private func pass(_ message: Request) async throws -> Answer {
    let authenticated = try AuthenticatedCall.required()
    try authenticated.require(callers)
    authenticated.resource = AuditedResource.wellFormed(subject(message))
    var message = message
    amend(&message, authenticated.client)
    try await admit(message)
    let asked = message
    let answer = try await Upstream.ask(within: longest.map { .upstream(longest: $0) } ?? .upstream) { options in
      try await call(asked, options)
    }
    // Some of the names are the client's own words.
    authenticated.shown = shown(message, answer).map(AuditedResource.wellFormed).filter { !$0.isEmpty }
    return answer
  }
}

/// A method with a stream of requests that clients call through the gateway. Each request goes on as it comes: no list
/// is held whole.
struct ForwardedStream<Part: Message, Answer: Message>: RegistrableRPCService {
  /// Writes the requests of a stream.
  typealias Producer = @Sendable (RPCWriter<Part>) async throws -> Void
  /// Takes the answer.
  typealias Consumer = @Sendable (ClientResponse<Answer>) async throws -> Answer

  private let method: MethodDescriptor
  private let callers: [APIClient.Kind]
  private let subject: @Sendable (Part) -> String
  private let shown: @Sendable (Answer) -> [String]
  private let questions: ProbeGuard
  private let row: @Sendable (Part) -> ProbeGuard.Asked?
  private let told: @Sendable (Answer) -> [ProbeGuard.Told]
  private let call: @Sendable (@escaping Producer, CallOptions, @escaping Consumer) async throws -> Answer

  /// A passage.
  ///
  /// - Parameters:
  ///   - method: What clients call.
  ///   - callers: Which kinds of client may.
  ///   - subject: What the stream is about by one of its messages, for the audit trail; the first that tells counts.
  ///   - shown: Names of the records that the answer shows.
  ///   - questions: How clients ask about people by their numbers.
  ///   - row: The numbers of a row; nothing for a message that is none.
  ///   - told: What the answer tells about each row, in their order.
  ///   - call: Calls the service behind.
  init(
    _ method: MethodDescriptor,
    for callers: [APIClient.Kind] = [.municipality],
    about subject: @escaping @Sendable (Part) -> String,
    showing shown: @escaping @Sendable (Answer) -> [String],
    asking questions: ProbeGuard,
    in row: @escaping @Sendable (Part) -> ProbeGuard.Asked?,
    told: @escaping @Sendable (Answer) -> [ProbeGuard.Told],
    _ call: @escaping @Sendable (@escaping Producer, CallOptions, @escaping Consumer) async throws -> Answer
  ) {
    self.method = method
    self.callers = callers
    self.subject = subject
    self.shown = shown
    self.questions = questions
    self.row = row
    self.told = told
    self.call = call
  }

  func registerMethods<Transport: ServerTransport>(with router: inout RPCRouter<Transport>) {
    router.registerHandler(
      forMethod: method,
      deserializer: ProtobufDeserializer<Part>(),
      serializer: ProtobufSerializer<Answer>()
    ) { request, _ in
      let answer = try await pass(request.messages)
      return StreamingServerResponse(single: ServerResponse(message: answer))
    }
  }

  private func pass(_ messages: RPCAsyncSequence<Part, any Error>) async throws -> Answer {
    let authenticated = try AuthenticatedCall.required()
    try authenticated.require(callers)
    let rows = Mutex<[ProbeGuard.Asked]>([])
    let relay = Relay(messages) { message in
      if authenticated.resource.isEmpty { authenticated.resource = AuditedResource.wellFormed(subject(message)) }
      guard let row = row(message) else { return }
      rows.withLock { rows in if rows.count < Self.mostRows { rows.append(row) } }
    }
    let answer = try await questions.ask({ rows.withLock { $0 } }, told: told) {
      do {
        return try await Upstream.ask(within: .upstreamStream) { options in
          try await call({ try await relay.run(to: $0) }, options) { response in
            relay.stop()
            return try response.message
          }
        }
      } catch {
        // Behind the gateway a stream that is cut ends with an error that does not tell why.
        throw relay.cut ?? error
      }
    }
    authenticated.shown = shown(answer).map(AuditedResource.wellFormed).filter { !$0.isEmpty }
    return answer
  }

  /// The numbers of so many rows are kept until the answer: more than any list may have.
  private static var mostRows: Int { 10_000 }
}

/// Passes on the messages of a client's stream one by one.
private final class Relay<Part: Sendable>: Sendable {
  private let messages: RPCAsyncSequence<Part, any Error>
  private let see: @Sendable (Part) -> Void
  private let end = AsyncStream<Never>.makeStream()
  private let error = Mutex<(any Error)?>(nil)

  init(_ messages: RPCAsyncSequence<Part, any Error>, see: @escaping @Sendable (Part) -> Void) {
    self.messages = messages
    self.see = see
  }

  /// Why the client's stream broke off, if it did.
  var cut: (any Error)? { error.withLock { $0 } }

  /// Ends the run: the service behind has answered, maybe while the client neither sends nor ends its stream. The call
  /// behind would wait for the run.
  func stop() { end.continuation.finish() }

  /// Passes on until the stream ends.
  func run(to writer: RPCWriter<Part>) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await self.passAll(to: writer) }
      group.addTask { for await _ in self.end.stream {} }
      try await group.next()
      group.cancelAll()
    }
  }

  private func passAll(to writer: RPCWriter<Part>) async throws {
    var iterator = messages.makeAsyncIterator()
    while let message = try await next(&iterator) {
      see(message)
      try await writer.write(message)
    }
  }

  /// The next message. The error of a stream that is cut is kept; the end of the task is no cut.
  private func next(_ iterator: inout RPCAsyncSequence<Part, any Error>.AsyncIterator) async throws -> Part? {
    do {
      return try await iterator.next()
    } catch {
      if !Task.isCancelled { self.error.withLock { $0 = error } }
      throw error
    }
  }
}
