package import GRPCCore
package import GRPCNIOTransportHTTP2

/// How every server and every channel of Mantel is set up.
package enum ServerSetup {
  /// The interceptors of a component's server, outermost first: those that every service has, with the component's own
  /// before the last.
  package static func interceptors(of component: ServiceComponent) -> [any ServerInterceptor] {
    let mapping = ErrorMapping(service: component.name)
    return [
      LocalCallReceiver(), ObservingInterceptor(service: component.name),
      DeadlineInterceptor(mapping, longer: component.longDeadlines),
    ]
      + component.interceptors + [ErrorMappingInterceptor(mapping)]
  }

  /// The server of a component: its RPCs and its health, behind the interceptors, on a transport that is checked.
  package static func server<Transport: ServerTransport>(
    _ component: ServiceComponent,
    on transport: Transport
  ) -> GRPCServer<CheckedTransport<Transport>> {
    GRPCServer(
      transport: CheckedTransport(transport) { isLong($0, of: component) },
      services: component.rpcs + [HealthService(services: component.descriptors, storage: component.storage)],
      interceptors: interceptors(of: component)
    )
  }

  /// Server settings: unlike the defaults they bound the shutdown and limit how many streams a client may open.
  package static var serverConfig: HTTP2ServerTransport.Posix.Config {
    .defaults { config in
      config.connection.maxGraceTime = .seconds(5)
      config.http2.maxConcurrentStreams = 256
      // Larger than any valid request, so that one that is too large meets LimitedDeserializer and gets a precise status
      // instead of a reset stream.
      config.rpc.maxRequestPayloadSize = 16 << 20
    }
  }

  /// Services whose calls may take long, besides the methods that say so by their deadline: figures about a zone, regulations
  /// that are published, compared or made one, keys that are exchanged.
  package static let longServices: Set = [
    "mantel.gateway.v1.ZoneService", "mantel.statutes.v1.StatutesService", "mantel.statutes.v1.ComparisonService",
    "mantel.statutes.v1.HarmonisationService", "mantel.registration.v1.KeyService",
  ]

  /// Whether the calls of a method of a component may take long.
  package static func isLong(_ method: MethodDescriptor, of component: ServiceComponent) -> Bool {
    longServices.contains(method.service.fullyQualifiedService)
      || component.longDeadlines[method.fullyQualifiedMethod] != nil
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
