import GRPCCore
import GRPCInProcessTransport
import ServiceRuntime

/// Serves a part of Mantel inside this process.
enum InsideProcess {
  /// Serves a component for the length of a body, without its background work.
  static func serve<Value: Sendable>(
    _ component: ServiceComponent,
    _ body: (GRPCClient<InProcessTransport.Client>) async throws -> Value
  ) async throws -> Value {
    let transport = InProcessTransport(serviceConfig: ServerSetup.serviceConfig)
    let server = GRPCServer(transport: transport.server, services: component.rpcs, interceptors: component.interceptors)
    let client = GRPCClient(transport: transport.client)
    return try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await server.serve() }
      group.addTask { try await client.runConnections() }
      defer { group.cancelAll() }
      return try await body(client)
    }
  }
}
