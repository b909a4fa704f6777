package import EventsAPI
package import GRPCCore
package import MomentsAPI
package import RegistrationAPI
package import RightsAPI
package import ServiceLifecycle
import ServiceRuntime
package import StatutesAPI

/// A way to another service, whatever carries it: inside the process, or over TCP.
package protocol ServiceChannel: Sendable {
  /// What carries the calls.
  associatedtype Transport: ClientTransport

  /// Makes the calls.
  var client: GRPCClient<Transport> { get }
}

extension GRPCClient: ServiceChannel {
  /// The client itself.
  package var client: GRPCClient<Transport> { self }
}

extension ServiceChannel {
  /// Keeps the connection while the process runs.
  package var service: any Service { ClientService(client) }

  /// The events of the service.
  package func events() -> any Mantel_Events_V1_EventFeedService.ClientProtocol {
    Mantel_Events_V1_EventFeedService.Client(wrapping: client)
  }

  /// Care situations and consents, of Registration.
  package func registration() -> any Mantel_Registration_V1_RegistrationService.ClientProtocol {
    Mantel_Registration_V1_RegistrationService.Client(wrapping: client)
  }

  /// The people of the registry, of Registration.
  package func persons() -> any Mantel_Registration_V1_PersonService.ClientProtocol {
    Mantel_Registration_V1_PersonService.Client(wrapping: client)
  }

  /// Changes of care situations and what supports them, of Registration.
  package func care() -> any Mantel_Registration_V1_CareService.ClientProtocol {
    Mantel_Registration_V1_CareService.Client(wrapping: client)
  }

  /// Signals of partners, of Registration.
  package func signals() -> any Mantel_Registration_V1_SignalService.ClientProtocol {
    Mantel_Registration_V1_SignalService.Client(wrapping: client)
  }

  /// Lists of care situations, of Registration.
  package func imports() -> any Mantel_Registration_V1_ImportService.ClientProtocol {
    Mantel_Registration_V1_ImportService.Client(wrapping: client)
  }

  /// Regulations, of Statutes.
  package func statutes() -> any Mantel_Statutes_V1_StatutesService.ClientProtocol {
    Mantel_Statutes_V1_StatutesService.Client(wrapping: client)
  }

  /// Differences between regulations, of Statutes.
  package func comparison() -> any Mantel_Statutes_V1_ComparisonService.ClientProtocol {
    Mantel_Statutes_V1_ComparisonService.Client(wrapping: client)
  }

  /// Model regulations, of Statutes.
  package func harmonisation() -> any Mantel_Statutes_V1_HarmonisationService.ClientProtocol {
    Mantel_Statutes_V1_HarmonisationService.Client(wrapping: client)
  }

  /// Decisions and simulations, of Rights.
  package func rights() -> any Mantel_Rights_V1_RightsService.ClientProtocol {
    Mantel_Rights_V1_RightsService.Client(wrapping: client)
  }

  /// Awards, of Rights.
  package func awards() -> any Mantel_Rights_V1_AwardService.ClientProtocol {
    Mantel_Rights_V1_AwardService.Client(wrapping: client)
  }

  /// The explorer of rights, of Rights.
  package func explorer() -> any Mantel_Rights_V1_ExplorerService.ClientProtocol {
    Mantel_Rights_V1_ExplorerService.Client(wrapping: client)
  }

  /// Caregiver cards and attests, of Rights.
  package func cards() -> any Mantel_Rights_V1_CardService.ClientProtocol {
    Mantel_Rights_V1_CardService.Client(wrapping: client)
  }

  /// Bank accounts of people, of Registration.
  package func bankAccounts() -> any Mantel_Registration_V1_BankAccountService.ClientProtocol {
    Mantel_Registration_V1_BankAccountService.Client(wrapping: client)
  }

  /// Payment runs, of Rights.
  package func payments() -> any Mantel_Rights_V1_PaymentService.ClientProtocol {
    Mantel_Rights_V1_PaymentService.Client(wrapping: client)
  }

  /// Hinge moments and notices, of HingeMoments.
  package func moments() -> any Mantel_Moments_V1_MomentsService.ClientProtocol {
    Mantel_Moments_V1_MomentsService.Client(wrapping: client)
  }
}
