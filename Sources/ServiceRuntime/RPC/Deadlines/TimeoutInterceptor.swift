import ServiceCore
package import GRPCCore

/// Passes on to the next service how long the caller waits. Only a unary call within the process needs it not, because it
/// ends with its caller.
package struct TimeoutInterceptor: ClientInterceptor {
  /// An interceptor for calls between Mantel's services.
  package init() {}

  /// Handles the call, or passes it on.
  package func intercept<Input: Sendable, Output: Sendable>(
    request: StreamingClientRequest<Input>,
    context: ClientContext,
    next: (StreamingClientRequest<Input>, ClientContext) async throws -> StreamingClientResponse<Output>
  ) async throws -> StreamingClientResponse<Output> {
    var request = request
    if let deadline = CallContext.current.deadline { TimeoutHeader.add(deadline - .now, to: &request.metadata) }
    return try await next(request, context)
  }
}
