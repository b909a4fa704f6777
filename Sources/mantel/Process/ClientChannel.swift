import EventsAPI
import GRPCCore
import GRPCNIOTransportHTTP2
import MomentsAPI
import RegistrationAPI
import RightsAPI
import ServiceLifecycle
import ServiceRuntime
import StatutesAPI

/// A channel over one gRPC client.
struct ClientChannel<Transport: ClientTransport>: ServiceChannel {
  private let client: GRPCClient<Transport>

  private init(transport: Transport, interceptors: [any ClientInterceptor]) {
    client = GRPCClient(transport: transport, interceptors: interceptors)
  }

  var service: any Service { ClientService(client) }

  func events() -> any Mantel_Events_V1_EventFeedService.ClientProtocol {
    Mantel_Events_V1_EventFeedService.Client(wrapping: client)
  }
  func registration() -> any Mantel_Registration_V1_RegistrationService.ClientProtocol {
    Mantel_Registration_V1_RegistrationService.Client(wrapping: client)
  }
  func persons() -> any Mantel_Registration_V1_PersonService.ClientProtocol {
    Mantel_Registration_V1_PersonService.Client(wrapping: client)
  }
  func care() -> any Mantel_Registration_V1_CareService.ClientProtocol {
    Mantel_Registration_V1_CareService.Client(wrapping: client)
  }
  func signals() -> any Mantel_Registration_V1_SignalService.ClientProtocol {
    Mantel_Registration_V1_SignalService.Client(wrapping: client)
  }
  func imports() -> any Mantel_Registration_V1_ImportService.ClientProtocol {
    Mantel_Registration_V1_ImportService.Client(wrapping: client)
  }
  func statutes() -> any Mantel_Statutes_V1_StatutesService.ClientProtocol {
    Mantel_Statutes_V1_StatutesService.Client(wrapping: client)
  }
  func comparison() -> any Mantel_Statutes_V1_ComparisonService.ClientProtocol {
    Mantel_Statutes_V1_ComparisonService.Client(wrapping: client)
  }
  func harmonisation() -> any Mantel_Statutes_V1_HarmonisationService.ClientProtocol {
    Mantel_Statutes_V1_HarmonisationService.Client(wrapping: client)
  }
  func rights() -> any Mantel_Rights_V1_RightsService.ClientProtocol {
    Mantel_Rights_V1_RightsService.Client(wrapping: client)
  }
  func moments() -> any Mantel_Moments_V1_MomentsService.ClientProtocol {
    Mantel_Moments_V1_MomentsService.Client(wrapping: client)
  }
}

extension ClientChannel where Transport == LocalTransport.Client {
  /// A channel within the process.
  static func local(_ transport: LocalTransport) -> Self {
    ClientChannel(transport: transport.client, interceptors: transport.interceptors)
  }
}

extension ClientChannel where Transport == HTTP2ClientTransport.Posix {
  /// A channel over TCP.
  static func tcp(_ endpoint: Endpoint) throws -> Self {
    // Names are resolved; addresses are taken as they are.
    ClientChannel(
      transport: try HTTP2ClientTransport.Posix(
        target: .dns(host: endpoint.host, port: endpoint.port),
        transportSecurity: .plaintext,
        serviceConfig: ServerSetup.serviceConfig
      ),
      interceptors: [UpstreamInterceptor(), TimeoutInterceptor()]
    )
  }
}
