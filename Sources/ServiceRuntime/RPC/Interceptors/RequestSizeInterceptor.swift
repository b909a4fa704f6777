import ServiceCore
package import GRPCCore
import SwiftProtobuf

/// Refuses messages over a size with a precise status; the transport itself would only reset the stream.
package struct RequestSizeInterceptor: ServerInterceptor {
  private let limit: Int

  /// An interceptor with a limit in bytes.
  package init(limit: Int = 4 << 20) {
    self.limit = limit
  }

  package func intercept<Input: Sendable, Output: Sendable>(
    request: StreamingServerRequest<Input>,
    context: ServerContext,
    next: @Sendable (StreamingServerRequest<Input>, ServerContext) async throws -> StreamingServerResponse<Output>
  ) async throws -> StreamingServerResponse<Output> {
    let limit = limit
    var request = request
    request.messages = RPCAsyncSequence(
      wrapping: request.messages.map { message in
        if let size = try (message as? any Message)?.serializedData().count, size > limit {
          throw Refusal(.requestTooLarge, "The message has \(size) bytes; at most \(limit) are taken")
        }
        return message
      }
    )
    return try await next(request, context)
  }
}
