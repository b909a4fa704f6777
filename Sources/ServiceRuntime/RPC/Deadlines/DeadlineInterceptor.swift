import ServiceCore
package import GRPCCore

/// Ends calls at their deadline, and streams when their client leaves or the server shuts down.
///
/// The runtime would only flip a flag at these times, overlooks timeouts that take nine characters (10 to 100 ms, 10 to
/// 100 s), and ends the process at some that are malformed; so `CheckedTransport` keeps the header from it, and it is
/// read here: a malformed one is refused. Unary calls are not ended by a shutdown: they are short, and drain.
package struct DeadlineInterceptor: ServerInterceptor {
  /// How long a unary call may take if its caller sets no deadline.
  private let unaryDefault: Duration
  /// The methods that may take longer, by their full names.
  private let longer: [String: Duration]
  private let mapping: ErrorMapping

  /// An interceptor.
  ///
  /// - Parameters:
  ///   - mapping: Turns refusals into statuses.
  ///   - longer: The methods that may take longer than `unaryDefault`, by their full names, such as
  ///     `mantel.rights.v1.RightsService/SimulateRegulation`.
  ///   - unaryDefault: How long a unary call may take if its caller sets no deadline.
  package init(_ mapping: ErrorMapping, longer: [String: Duration] = [:], unaryDefault: Duration = .seconds(30)) {
    self.mapping = mapping
    self.longer = longer
    self.unaryDefault = unaryDefault
  }

  /// Handles the call, or passes it on.
  package func intercept<Input: Sendable, Output: Sendable>(
    request: StreamingServerRequest<Input>,
    context: ServerContext,
    next: @Sendable (StreamingServerRequest<Input>, ServerContext) async throws -> StreamingServerResponse<Output>
  ) async throws -> StreamingServerResponse<Output> {
    let isStream = context.descriptor.type?.isResponseStreaming ?? false
    let timeout = try timeout(in: request.metadata)
    // What is not sent is that of a caller within the process; its deadline ends this call too.
    let around = CallContext.current
    let held = around.deadline
    let limit = timeout ?? (isStream || held != nil ? nil : unaryLimit(of: context.descriptor))
    let own = limit.map { ContinuousClock.now.advanced(by: $0) }
    let deadline = [own, held].compactMap { $0 }.min()
    let client = request.metadata[stringValues: CallContext.clientKey].first { _ in true } ?? around.client
    let callContext = CallContext(
      client: client,
      deadline: deadline,
      scope: try scope(in: request.metadata) ?? around.scope
    )
    let cancellation = isStream ? context.cancellation : nil
    let end = deadline == held ? nil : deadline
    let mapping = mapping

    let response = try await CallContext.$current.withValue(callContext) {
      try await withoutActuallyEscaping(next) { next in
        try await Self.run(until: end, cancellation: nil, mapping) { try await next(request, context) }
      }
    }
    return response.wrappingProducer { writer, produce in
      try await CallContext.$current.withValue(callContext) {
        // The answer of a unary call is ready: to write it is not ended.
        if !isStream { return try await produce(writer) }
        return try await withoutActuallyEscaping(produce) { produce in
          try await Self.run(until: end, cancellation: cancellation, mapping) { try await produce(writer) }
        }
      }
    }
  }

  /// How long a unary call of a method may take if its caller sets no deadline.
  package func unaryLimit(of method: MethodDescriptor) -> Duration {
    longer[method.fullyQualifiedMethod].map { max($0, unaryDefault) } ?? unaryDefault
  }

  private func timeout(in metadata: Metadata) throws -> Duration? {
    do {
      return try TimeoutHeader.timeout(in: metadata)
    } catch {
      throw mapping.status(for: error)
    }
  }

  private func scope(in metadata: Metadata) throws -> CallScope? {
    guard let text = metadata[stringValues: CallScope.key].first(where: { _ in true }) else { return nil }
    do {
      return try CallScope(text: text)
    } catch {
      throw mapping.status(for: error)
    }
  }

  private static func run<Value: Sendable>(
    until deadline: ContinuousClock.Instant?,
    cancellation: ServerContext.RPCCancellationHandle?,
    _ mapping: ErrorMapping,
    _ body: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    do {
      guard let deadline else { return try await run(until: cancellation, mapping, body) }
      return try await DeadlineTimer.shared.run(until: deadline) { try await run(until: cancellation, mapping, body) }
    } catch is DeadlinePassed {
      throw mapping.status(for: Refusal(.deadlinePassed, "The deadline passed before the answer was ready"))
    }
  }

  private static func run<Value: Sendable>(
    until cancellation: ServerContext.RPCCancellationHandle?,
    _ mapping: ErrorMapping,
    _ body: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    guard let cancellation else { return try await body() }
    return try await withThrowingTaskGroup(of: Value.self) { group in
      group.addTask { try await body() }
      group.addTask {
        try await cancellation.cancelled
        throw mapping.status(for: CancellationError())
      }
      defer { group.cancelAll() }
      guard let value = try await group.next() else { throw CancellationError() }
      return value
    }
  }
}
