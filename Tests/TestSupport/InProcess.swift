package import GRPCCore
package import GRPCInProcessTransport
import ServiceLifecycle
package import ServiceCore
package import ServiceRuntime

/// Serves a component with its real interceptors over grpc-swift's in-process transport, as another process would see it,
/// for the length of a body.
///
/// - Parameters:
///   - component: What is served.
///   - client: The API client on whose behalf the calls are made.
///   - scope: What that client may see; nil for everything.
///   - inBackground: Whether the component's background services run too.
///   - body: Makes calls through generated clients.
package func withServed<Value: Sendable>(
  _ component: ServiceComponent,
  client: String = "test",
  scope: CallScope? = nil,
  inBackground: Bool = true,
  _ body: @Sendable (GRPCClient<InProcessTransport.Client>) async throws -> Value
) async throws -> Value {
  let transport = InProcessTransport(serviceConfig: ServiceConfig())
  return try await serve(
    component,
    inBackground: inBackground,
    from: transport.server,
    to: transport.client,
    interceptors: [UpstreamInterceptor(), TimeoutInterceptor()],
    in: CallContext(client: client, scope: scope),
    body
  )
}

/// Serves a component as the other services of its process see it, for the length of a body.
///
/// - Parameters:
///   - component: What is served.
///   - client: The API client on whose behalf the calls are made.
///   - scope: What that client may see; nil for everything.
///   - inBackground: Whether the component's background services run too.
///   - body: Makes calls through generated clients.
package func withLocal<Value: Sendable>(
  _ component: ServiceComponent,
  client: String = "test",
  scope: CallScope? = nil,
  inBackground: Bool = true,
  _ body: @Sendable (GRPCClient<LocalTransport.Client>) async throws -> Value
) async throws -> Value {
  let transport = LocalTransport()
  return try await serve(
    component,
    inBackground: inBackground,
    from: transport.server,
    to: transport.client,
    interceptors: transport.interceptors,
    in: CallContext(client: client, scope: scope),
    body
  )
}

private func serve<Server: ServerTransport, Client: ClientTransport, Value: Sendable>(
  _ component: ServiceComponent,
  inBackground: Bool,
  from serverTransport: Server,
  to clientTransport: Client,
  interceptors: [any ClientInterceptor],
  in context: CallContext,
  _ body: @Sendable (GRPCClient<Client>) async throws -> Value
) async throws -> Value {
  let server = GRPCServer(
    transport: CheckedTransport(serverTransport),
    services: component.rpcs,
    interceptors: ServerSetup.interceptors(of: component)
  )
  return try await withThrowingTaskGroup(of: Void.self) { group in
    group.addTask { try await server.serve() }
    for service in inBackground ? component.background : [] { group.addTask { try await service.run() } }
    let value: Value
    do {
      value = try await CallContext.$current.withValue(context) {
        try await withClient(GRPCClient(transport: clientTransport, interceptors: interceptors), body)
      }
    } catch {
      server.beginGracefulShutdown()
      group.cancelAll()
      throw error
    }
    server.beginGracefulShutdown()
    group.cancelAll()
    while let result = await group.nextResult() {
      guard case .failure(let error) = result, !(error is CancellationError) else { continue }
      if (error as? RuntimeError)?.code != .serverIsStopped { throw error }
    }
    return value
  }
}

/// Runs a client for the length of a body that may be over before the client has begun.
private func withClient<Client: ClientTransport, Value: Sendable>(
  _ client: GRPCClient<Client>,
  _ body: @Sendable (GRPCClient<Client>) async throws -> Value
) async throws -> Value {
  try await withThrowingTaskGroup(of: Void.self) { group in
    group.addTask {
      do {
        try await client.runConnections()
      } catch let error as RuntimeError where error.code == .clientIsStopped {
        // Nothing was called.
      }
    }
    defer { client.beginGracefulShutdown() }
    return try await body(client)
  }
}
