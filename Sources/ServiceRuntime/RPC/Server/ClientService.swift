package import GRPCCore
import ServiceLifecycle

/// Keeps the connections of a gRPC client until graceful shutdown.
package struct ClientService<Transport: ClientTransport>: Service {
  private let client: GRPCClient<Transport>

  /// A client as a service.
  package init(_ client: GRPCClient<Transport>) {
    self.client = client
  }

  /// Keeps the connections open until the process is to end.
  package func run() async throws {
    try await withGracefulShutdownHandler {
      try await client.runConnections()
    } onGracefulShutdown: {
      client.beginGracefulShutdown()
    }
  }
}
