package import GRPCCore
import Synchronization

/// Counts the calls that a client makes, by method: for the tests of how many calls a request takes.
package final class CallCounter: ClientInterceptor {
  private let calls = Mutex<[String: Int]>([:])

  /// A counter at zero.
  package init() {}

  /// The number of calls of each method since the start or the last reset, by the name of the method without its service.
  package var counts: [String: Int] { calls.withLock { $0 } }

  /// Starts again at zero.
  package func reset() { calls.withLock { $0 = [:] } }

  /// Counts the call, and passes it on.
  package func intercept<Input: Sendable, Output: Sendable>(
    request: StreamingClientRequest<Input>,
    context: ClientContext,
    next: (StreamingClientRequest<Input>, ClientContext) async throws -> StreamingClientResponse<Output>
  ) async throws -> StreamingClientResponse<Output> {
    calls.withLock { $0[context.descriptor.method, default: 0] += 1 }
    return try await next(request, context)
  }
}
