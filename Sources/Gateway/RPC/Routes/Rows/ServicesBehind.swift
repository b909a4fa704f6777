import MomentsAPI
import RegistrationAPI
import RightsAPI
import StatutesAPI

/// The gRPC services behind the gateway.
struct ServicesBehind: Sendable {
  /// Care situations and consents.
  let registration: any Mantel_Registration_V1_RegistrationService.ClientProtocol
  /// The people of the registry.
  let persons: any Mantel_Registration_V1_PersonService.ClientProtocol
  /// Changes of care situations, and what supports them.
  let care: any Mantel_Registration_V1_CareService.ClientProtocol
  /// Signals of partners, and the drafts made of them.
  let signals: any Mantel_Registration_V1_SignalService.ClientProtocol
  /// Lists of care situations.
  let imports: any Mantel_Registration_V1_ImportService.ClientProtocol
  /// Regulations.
  let statutes: any Mantel_Statutes_V1_StatutesService.ClientProtocol
  /// Differences between regulations.
  let comparison: any Mantel_Statutes_V1_ComparisonService.ClientProtocol
  /// Model regulations.
  let harmonisation: any Mantel_Statutes_V1_HarmonisationService.ClientProtocol
  /// Decisions and simulations.
  let rights: any Mantel_Rights_V1_RightsService.ClientProtocol
  /// Hinge moments and notices.
  let moments: any Mantel_Moments_V1_MomentsService.ClientProtocol
}
