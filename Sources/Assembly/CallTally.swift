package import GRPCCore
import Synchronization

/// Counts the calls that a server gets, as its outermost interceptor.
package final class CallTally: ServerInterceptor {
  private let calls = Mutex(0)

  /// A tally at zero.
  package init() {}

  /// How many calls there were since the start or the last reset.
  package var count: Int { calls.withLock { $0 } }

  /// Starts again at zero.
  package func reset() { calls.withLock { $0 = 0 } }

  /// Counts the call, and passes it on.
  package func intercept<Input: Sendable, Output: Sendable>(
    request: StreamingServerRequest<Input>,
    context: ServerContext,
    next: @Sendable (StreamingServerRequest<Input>, ServerContext) async throws -> StreamingServerResponse<Output>
  ) async throws -> StreamingServerResponse<Output> {
    calls.withLock { $0 += 1 }
    return try await next(request, context)
  }
}
