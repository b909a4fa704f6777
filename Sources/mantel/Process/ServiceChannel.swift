import EventsAPI
import MomentsAPI
import RegistrationAPI
import RightsAPI
import ServiceLifecycle
import StatutesAPI

/// A way to another service, whatever carries it: inside the process, or over TCP.
protocol ServiceChannel: Sendable {
  /// Keeps the connection while the process runs.
  var service: any Service { get }

  func events() -> any Mantel_Events_V1_EventFeedService.ClientProtocol
  func registration() -> any Mantel_Registration_V1_RegistrationService.ClientProtocol
  func persons() -> any Mantel_Registration_V1_PersonService.ClientProtocol
  func care() -> any Mantel_Registration_V1_CareService.ClientProtocol
  func signals() -> any Mantel_Registration_V1_SignalService.ClientProtocol
  func imports() -> any Mantel_Registration_V1_ImportService.ClientProtocol
  func statutes() -> any Mantel_Statutes_V1_StatutesService.ClientProtocol
  func comparison() -> any Mantel_Statutes_V1_ComparisonService.ClientProtocol
  func harmonisation() -> any Mantel_Statutes_V1_HarmonisationService.ClientProtocol
  func rights() -> any Mantel_Rights_V1_RightsService.ClientProtocol
  func moments() -> any Mantel_Moments_V1_MomentsService.ClientProtocol
}
