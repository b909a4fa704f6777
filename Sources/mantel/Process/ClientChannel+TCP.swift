import Assembly
import GRPCCore
import GRPCNIOTransportHTTP2
import ServiceRuntime

extension ClientChannel where Transport == HTTP2ClientTransport.Posix {
  /// A channel over TCP.
  static func tcp(_ endpoint: Endpoint) throws -> Self {
    // Names are resolved; addresses are taken as they are.
    ClientChannel(
      GRPCClient(
        transport: try HTTP2ClientTransport.Posix(
          target: .dns(host: endpoint.host, port: endpoint.port),
          transportSecurity: .plaintext,
          serviceConfig: ServerSetup.serviceConfig
        ),
        interceptors: [UpstreamInterceptor(), TimeoutInterceptor()]
      )
    )
  }
}
