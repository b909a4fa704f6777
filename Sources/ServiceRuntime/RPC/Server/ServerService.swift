package import GRPCCore
import ServiceLifecycle

/// Runs a gRPC server until graceful shutdown, then drains it.
package struct ServerService<Transport: ServerTransport>: Service {
  private let server: GRPCServer<Transport>

  /// A server as a service.
  package init(_ server: GRPCServer<Transport>) {
    self.server = server
  }

  /// Serves until the process is to end.
  package func run() async throws {
    try await withGracefulShutdownHandler {
      try await server.serve()
    } onGracefulShutdown: {
      server.beginGracefulShutdown()
    }
  }
}
