import GRPCCore

/// Takes in unary calls within the process; passes others on. The outermost interceptor of a server.
struct LocalCallReceiver: ServerInterceptor {
  func intercept<Input: Sendable, Output: Sendable>(
    request: StreamingServerRequest<Input>,
    context: ServerContext,
    next: @Sendable (StreamingServerRequest<Input>, ServerContext) async throws -> StreamingServerResponse<Output>
  ) async throws -> StreamingServerResponse<Output> {
    guard let call = context.transportSpecific as? LocalCall<Input, Output> else {
      return try await next(request, context)
    }
    await call.take(request.metadata) { try await next($0, context) }
    // The call has its answer: there is nothing to write.
    return StreamingServerResponse { _ in [:] }
  }
}
