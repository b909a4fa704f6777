import GRPCCore

/// Makes unary calls within the process, in the task of the caller. Whatever comes after it sees streams alone.
struct LocalCallInterceptor: ClientInterceptor {
  /// The entrance of the server.
  let entrance: LocalEntrance

  func intercept<Input: Sendable, Output: Sendable>(
    request: StreamingClientRequest<Input>,
    context: ClientContext,
    next: (StreamingClientRequest<Input>, ClientContext) async throws -> StreamingClientResponse<Output>
  ) async throws -> StreamingClientResponse<Output> {
    guard context.descriptor.type == .unary else { return try await next(request, context) }
    guard let handler = await entrance.handler() else {
      if Task.isCancelled { throw RPCError(code: .cancelled, message: "The call was cancelled.") }
      throw RPCError(code: .unavailable, message: "The service has shut down.")
    }
    return await LocalCall<Input, Output>(request).run(handler, context.descriptor)
  }
}
