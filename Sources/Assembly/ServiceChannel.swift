package import EventsAPI
package import MomentsAPI
package import RegistrationAPI
package import RightsAPI
package import ServiceLifecycle
package import StatutesAPI

/// A way to another service, whatever carries it: inside the process, or over TCP.
package protocol ServiceChannel: Sendable {
  /// Keeps the connection while the process runs.
  var service: any Service { get }

  /// The events of the service.
  func events() -> any Mantel_Events_V1_EventFeedService.ClientProtocol
  /// Care situations and consents, of Registration.
  func registration() -> any Mantel_Registration_V1_RegistrationService.ClientProtocol
  /// The people of the registry, of Registration.
  func persons() -> any Mantel_Registration_V1_PersonService.ClientProtocol
  /// Changes of care situations and what supports them, of Registration.
  func care() -> any Mantel_Registration_V1_CareService.ClientProtocol
  /// Signals of partners, of Registration.
  func signals() -> any Mantel_Registration_V1_SignalService.ClientProtocol
  /// Lists of care situations, of Registration.
  func imports() -> any Mantel_Registration_V1_ImportService.ClientProtocol
  /// Regulations, of Statutes.
  func statutes() -> any Mantel_Statutes_V1_StatutesService.ClientProtocol
  /// Differences between regulations, of Statutes.
  func comparison() -> any Mantel_Statutes_V1_ComparisonService.ClientProtocol
  /// Model regulations, of Statutes.
  func harmonisation() -> any Mantel_Statutes_V1_HarmonisationService.ClientProtocol
  /// Decisions and simulations, of Rights.
  func rights() -> any Mantel_Rights_V1_RightsService.ClientProtocol
  /// Hinge moments and notices, of HingeMoments.
  func moments() -> any Mantel_Moments_V1_MomentsService.ClientProtocol
}
