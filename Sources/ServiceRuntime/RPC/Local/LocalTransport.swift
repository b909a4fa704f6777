package import GRPCCore
package import GRPCInProcessTransport

/// Carries calls between services that run in one process.
///
/// A unary call runs in the task of its caller: the message goes to the handler as it is, and so does the answer. Nothing
/// is serialised, not even who calls and the trace: they are those of the task. The server keeps its interceptors. A call
/// waits until the server listens, and is not tried again. Streams go through `InProcessTransport`.
package struct LocalTransport: Sendable {
  /// The side that calls.
  package let client: Client
  /// The side that is called.
  package let server: Server
  /// The interceptors of a client over this transport, which make the unary calls.
  package let interceptors: [any ClientInterceptor]

  /// A transport between one client and one server.
  package init() {
    let base = InProcessTransport()
    let entrance = LocalEntrance()
    client = Client(base: base.client)
    server = Server(base: base.server, entrance: entrance)
    interceptors = [LocalCallInterceptor(entrance: entrance), UpstreamInterceptor(), TimeoutInterceptor()]
  }

  /// The side that calls.
  package struct Client: ClientTransport {
    /// What streams are made of.
    package typealias Bytes = InProcessTransport.Client.Bytes

    fileprivate let base: InProcessTransport.Client

    /// Not set: calls within a process are not tried again.
    package var retryThrottle: RetryThrottle? { nil }

    /// Keeps the way to the server open until shutdown.
    package func connect() async throws {
      try await base.connect()
    }

    /// Starts no further streams.
    package func beginGracefulShutdown() {
      base.beginGracefulShutdown()
    }

    /// Not set.
    package func config(forMethod descriptor: MethodDescriptor) -> MethodConfig? { nil }

    /// Opens a stream. A unary call needs none, because `LocalCallInterceptor` makes it.
    package func withStream<Value: Sendable>(
      descriptor: MethodDescriptor,
      options: CallOptions,
      _ closure: (RPCStream<Inbound, Outbound>, ClientContext) async throws -> Value
    ) async throws -> Value {
      guard descriptor.type == .unary else {
        return try await base.withStream(descriptor: descriptor, options: options, closure)
      }
      let stream = RPCStream(
        descriptor: descriptor,
        inbound: Inbound(wrapping: ListedElements<RPCResponsePart<Bytes>>(.status(Self.unmade, [:]))),
        outbound: Outbound(wrapping: LastElement<RPCRequestPart<Bytes>>())
      )
      let context = ClientContext(descriptor: descriptor, remotePeer: LocalEntrance.peer, localPeer: LocalEntrance.peer)
      return try await closure(stream, context)
    }

    private static let unmade = Status(
      code: .internalError,
      message: "The client lacks the interceptors of its transport."
    )
  }

  /// The side that is called.
  package struct Server: ServerTransport {
    /// What streams are made of.
    package typealias Bytes = InProcessTransport.Server.Bytes

    fileprivate let base: InProcessTransport.Server
    fileprivate let entrance: LocalEntrance

    /// Takes calls until shutdown.
    package func listen(
      streamHandler: @escaping @Sendable (RPCStream<Inbound, Outbound>, ServerContext) async -> Void
    ) async throws {
      entrance.open(streamHandler)
      defer { entrance.close() }
      try await base.listen(streamHandler: streamHandler)
    }

    /// Takes no more calls, and lets those that run end.
    package func beginGracefulShutdown() {
      entrance.close()
      base.beginGracefulShutdown()
    }
  }
}
