import ServiceCore
package import GRPCCore
import Tracing

/// Passes on to the next service on whose behalf a call runs, and the trace that it belongs to. A unary call within the
/// process does not need it, because it runs in the task of its caller.
package struct UpstreamInterceptor: ClientInterceptor {
  /// An interceptor for calls between Mantel's services.
  package init() {}

  /// Handles the call, or passes it on.
  package func intercept<Input: Sendable, Output: Sendable>(
    request: StreamingClientRequest<Input>,
    context: ClientContext,
    next: (StreamingClientRequest<Input>, ClientContext) async throws -> StreamingClientResponse<Output>
  ) async throws -> StreamingClientResponse<Output> {
    var request = request
    request.metadata.replaceOrAddString(CallContext.current.client, forKey: CallContext.clientKey)
    if let scope = CallContext.current.scope { request.metadata.replaceOrAddString(scope.text, forKey: CallScope.key) }
    if let current = ServiceContext.current {
      InstrumentationSystem.instrument.inject(current, into: &request.metadata, using: MetadataInjector())
    }
    return try await next(request, context)
  }
}
