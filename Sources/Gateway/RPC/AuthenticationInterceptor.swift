import GRPCCore
import ServiceCore
import ServiceRuntime

/// Lets in who sends a valid key (`authorization: Bearer KEY`), and runs the call on their behalf. The health protocol
/// needs none.
struct AuthenticationInterceptor: ServerInterceptor {
  let register: ClientRegister
  let mapping: ErrorMapping

  func intercept<Input: Sendable, Output: Sendable>(
    request: StreamingServerRequest<Input>,
    context: ServerContext,
    next: @Sendable (StreamingServerRequest<Input>, ServerContext) async throws -> StreamingServerResponse<Output>
  ) async throws -> StreamingServerResponse<Output> {
    if context.descriptor.service.fullyQualifiedService == "grpc.health.v1.Health" {
      return try await next(request, context)
    }
    let prefix = "Bearer "
    let header = request.metadata[stringValues: "authorization"].first { $0.hasPrefix(prefix) }
    guard let header, let client = register.client(for: APIKey(String(header.dropFirst(prefix.count)))) else {
      throw mapping.status(for: Refusal(.unauthenticated, "The call carries no valid key"))
    }
    let call = AuthenticatedCall(client: client)
    // Whatever the caller says of itself in other headers does not count.
    let callContext = CallContext(
      client: client.name,
      deadline: CallContext.current.deadline,
      scope: client.callScope
    )
    return try await CallContext.$current.withValue(callContext) {
      try await AuthenticatedCall.$current.withValue(call) { try await next(request, context) }
    }.wrappingProducer { writer, produce in
      try await CallContext.$current.withValue(callContext) {
        try await AuthenticatedCall.$current.withValue(call) { try await produce(writer) }
      }
    }
  }
}
