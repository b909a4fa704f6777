package import EventsAPI
package import GRPCCore
package import MomentsAPI
package import RegistrationAPI
package import RightsAPI
package import ServiceLifecycle
package import ServiceRuntime
package import StatutesAPI

/// A channel over one gRPC client.
package struct ClientChannel<Transport: ClientTransport>: ServiceChannel {
  /// The client.
  package let client: GRPCClient<Transport>

  /// A channel over a client.
  package init(_ client: GRPCClient<Transport>) {
    self.client = client
  }

  package var service: any Service { ClientService(client) }

  package func events() -> any Mantel_Events_V1_EventFeedService.ClientProtocol {
    Mantel_Events_V1_EventFeedService.Client(wrapping: client)
  }
  package func registration() -> any Mantel_Registration_V1_RegistrationService.ClientProtocol {
    Mantel_Registration_V1_RegistrationService.Client(wrapping: client)
  }
  package func persons() -> any Mantel_Registration_V1_PersonService.ClientProtocol {
    Mantel_Registration_V1_PersonService.Client(wrapping: client)
  }
  package func care() -> any Mantel_Registration_V1_CareService.ClientProtocol {
    Mantel_Registration_V1_CareService.Client(wrapping: client)
  }
  package func signals() -> any Mantel_Registration_V1_SignalService.ClientProtocol {
    Mantel_Registration_V1_SignalService.Client(wrapping: client)
  }
  package func imports() -> any Mantel_Registration_V1_ImportService.ClientProtocol {
    Mantel_Registration_V1_ImportService.Client(wrapping: client)
  }
  package func statutes() -> any Mantel_Statutes_V1_StatutesService.ClientProtocol {
    Mantel_Statutes_V1_StatutesService.Client(wrapping: client)
  }
  package func comparison() -> any Mantel_Statutes_V1_ComparisonService.ClientProtocol {
    Mantel_Statutes_V1_ComparisonService.Client(wrapping: client)
  }
  package func harmonisation() -> any Mantel_Statutes_V1_HarmonisationService.ClientProtocol {
    Mantel_Statutes_V1_HarmonisationService.Client(wrapping: client)
  }
  package func rights() -> any Mantel_Rights_V1_RightsService.ClientProtocol {
    Mantel_Rights_V1_RightsService.Client(wrapping: client)
  }
  package func moments() -> any Mantel_Moments_V1_MomentsService.ClientProtocol {
    Mantel_Moments_V1_MomentsService.Client(wrapping: client)
  }
}

extension ClientChannel where Transport == LocalTransport.Client {
  /// A channel within the process.
  package init(_ transport: LocalTransport) {
    self.init(GRPCClient(transport: transport.client, interceptors: transport.interceptors))
  }
}
