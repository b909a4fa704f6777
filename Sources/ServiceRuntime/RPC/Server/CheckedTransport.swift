package import GRPCCore

/// A transport that takes the `grpc-timeout` header away before the runtime reads it, sends unary answers in one piece, and
/// answers short calls on the thread of their connection.
///
/// The runtime turns the header into an amount with a precondition, before any interceptor and any credentials: `-1S`
/// would end the process. What a client sent travels on under a name that the runtime does not know, and is read by
/// `DeadlineInterceptor` alone. Every server of Mantel uses such a transport.
package struct CheckedTransport<Base: ServerTransport>: ServerTransport {
  /// The bytes of the transport below.
  package typealias Bytes = Base.Bytes

  private let base: Base
  private let isLong: @Sendable (MethodDescriptor) -> Bool

  /// A transport that checks what another takes in.
  ///
  /// - Parameters:
  ///   - base: The transport below.
  ///   - isLong: Whether the unary calls of a method may take long.
  package init(_ base: Base, isLong: @escaping @Sendable (MethodDescriptor) -> Bool = { _ in false }) {
    self.base = base
    self.isLong = isLong
  }

  /// Passes the context to the transport below.
  package func configure(context: GRPCServerContext) {
    base.configure(context: context)
  }

  /// Listens by the transport below, and checks each stream first.
  package func listen(
    streamHandler: @escaping @Sendable (_ stream: RPCStream<Inbound, Outbound>, _ context: ServerContext) async -> Void
  ) async throws {
    try await base.listen { stream, context in
      let checked = RPCStream(
        descriptor: stream.descriptor,
        inbound: RPCAsyncSequence(wrapping: stream.inbound.map { Self.checked($0) }),
        outbound: stream.descriptor.type == .unary
          ? RPCWriter.Closable(wrapping: WholeAnswerWriter(stream.outbound)) : stream.outbound
      )
      await withTaskExecutorPreference(executor(of: stream.descriptor)) { await streamHandler(checked, context) }
    }
  }

  /// Takes no more calls, and lets those that run end.
  package func beginGracefulShutdown() {
    base.beginGracefulShutdown()
  }

  /// Where a call is answered: streams and long calls on the threads of the process, so that no connection waits behind
  /// them; other calls where they are.
  private func executor(of method: MethodDescriptor) -> (any TaskExecutor)? {
    method.type == .unary && !isLong(method) ? ConnectionExecutor.current : globalConcurrentExecutor
  }

  private static func checked(_ part: RPCRequestPart<Bytes>) -> RPCRequestPart<Bytes> {
    guard case .metadata(var metadata) = part else { return part }
    TimeoutHeader.hide(in: &metadata)
    return .metadata(metadata)
  }
}
