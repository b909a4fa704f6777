package import GRPCCore
package import GRPCNIOTransportHTTP2
import ServiceLifecycle

/// How every server and every channel of Mantel is set up.
package enum ServerSetup {
  /// The interceptors that every service has, outermost first; a service's own come before the last.
  package static func interceptors(
    service: String,
    own: [any ServerInterceptor] = []
  ) -> [any ServerInterceptor] {
    let mapping = ErrorMapping(service: service)
    return [ObservingInterceptor(service: service), DeadlineInterceptor(mapping)] + own
      + [ErrorMappingInterceptor(mapping)]
  }

  /// The server of a component: its RPCs and its health, behind the interceptors, on a transport that is checked.
  package static func server<Transport: ServerTransport>(
    _ component: ServiceComponent,
    on transport: Transport
  ) -> GRPCServer<CheckedTransport<Transport>> {
    GRPCServer(
      transport: CheckedTransport(transport),
      services: component.rpcs + [HealthService(services: component.descriptors, storage: component.storage)],
      interceptors: interceptors(service: component.name, own: component.interceptors)
    )
  }

  /// Server settings: unlike the defaults they bound the shutdown and limit how many streams a client may open.
  package static var serverConfig: HTTP2ServerTransport.Posix.Config {
    .defaults { config in
      config.connection.maxGraceTime = .seconds(5)
      config.http2.maxConcurrentStreams = 256
      // Larger than any valid request, so that one that is too large meets RequestSizeInterceptor and a precise status
      // rather than a reset stream.
      config.rpc.maxRequestPayloadSize = 16 << 20
    }
  }

  /// Services with methods that take a stream of requests.
  package static let streamedServices = ["mantel.registration.v1.ImportService"]

  /// Client settings: a call of Mantel may be tried again, because commands carry request ids. A stream of requests may
  /// not: it is not kept whole, and what the client library keeps of it to send again loses messages under load. Who sends
  /// a stream holds the answer against what was sent, and sends it again.
  package static var serviceConfig: ServiceConfig {
    ServiceConfig(
      methodConfig: [
        MethodConfig(names: streamedServices.map { MethodConfig.Name(service: $0) }),
        MethodConfig(
          names: [MethodConfig.Name(service: "")],
          executionPolicy: .retry(
            RetryPolicy(
              maxAttempts: 4,
              initialBackoff: .milliseconds(50),
              maxBackoff: .seconds(1),
              backoffMultiplier: 2,
              retryableStatusCodes: [.unavailable]
            )
          )
        ),
      ]
    )
  }
}

/// Runs a gRPC server until graceful shutdown, then drains it.
package struct ServerService<Transport: ServerTransport>: Service {
  private let server: GRPCServer<Transport>

  /// A server as a service.
  package init(_ server: GRPCServer<Transport>) {
    self.server = server
  }

  package func run() async throws {
    try await withGracefulShutdownHandler {
      try await server.serve()
    } onGracefulShutdown: {
      server.beginGracefulShutdown()
    }
  }
}

/// Keeps the connections of a gRPC client until graceful shutdown.
package struct ClientService<Transport: ClientTransport>: Service {
  private let client: GRPCClient<Transport>

  /// A client as a service.
  package init(_ client: GRPCClient<Transport>) {
    self.client = client
  }

  package func run() async throws {
    try await withGracefulShutdownHandler {
      try await client.runConnections()
    } onGracefulShutdown: {
      client.beginGracefulShutdown()
    }
  }
}
