package import GRPCCore

/// Maps whatever a handler throws, at once or while it streams. Must be the innermost interceptor: only that one sees
/// the handler's own error.
package struct ErrorMappingInterceptor: ServerInterceptor {
  private let mapping: ErrorMapping

  /// An interceptor for a service.
  package init(_ mapping: ErrorMapping) {
    self.mapping = mapping
  }

  /// Handles the call, or passes it on.
  package func intercept<Input: Sendable, Output: Sendable>(
    request: StreamingServerRequest<Input>,
    context: ServerContext,
    next: @Sendable (StreamingServerRequest<Input>, ServerContext) async throws -> StreamingServerResponse<Output>
  ) async throws -> StreamingServerResponse<Output> {
    let mapping = mapping
    let response: StreamingServerResponse<Output>
    do {
      response = try await next(request, context)
    } catch {
      throw mapping.status(for: error)
    }
    return response.wrappingProducer { writer, produce in
      do {
        return try await produce(writer)
      } catch {
        throw mapping.status(for: error)
      }
    }
  }
}

extension StreamingServerResponse where Message: Sendable {
  /// The same response with something done around its producer: handlers that stream run inside it.
  package func wrappingProducer(
    _ wrap:
      @escaping @Sendable (
        RPCWriter<Message>, @Sendable (RPCWriter<Message>) async throws -> Metadata
      ) async throws -> Metadata
  ) -> Self {
    switch accepted {
    case .failure:
      return self
    case .success(var contents):
      let produce = contents.producer
      contents.producer = { writer in try await wrap(writer, produce) }
      var response = self
      response.accepted = .success(contents)
      return response
    }
  }
}
