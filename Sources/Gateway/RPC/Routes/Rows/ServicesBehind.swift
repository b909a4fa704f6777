package import MomentsAPI
package import RegistrationAPI
package import RightsAPI
package import StatutesAPI

/// The gRPC services behind the gateway.
package struct ServicesBehind: Sendable {
  /// Care situations and consents.
  package let registration: any Mantel_Registration_V1_RegistrationService.ClientProtocol
  /// The people of the registry.
  package let persons: any Mantel_Registration_V1_PersonService.ClientProtocol
  /// Changes of care situations, and what supports them.
  package let care: any Mantel_Registration_V1_CareService.ClientProtocol
  /// Signals of partners, and the drafts made of them.
  package let signals: any Mantel_Registration_V1_SignalService.ClientProtocol
  /// Lists of care situations.
  package let imports: any Mantel_Registration_V1_ImportService.ClientProtocol
  /// Regulations.
  package let statutes: any Mantel_Statutes_V1_StatutesService.ClientProtocol
  /// Differences between regulations.
  package let comparison: any Mantel_Statutes_V1_ComparisonService.ClientProtocol
  /// Model regulations.
  package let harmonisation: any Mantel_Statutes_V1_HarmonisationService.ClientProtocol
  /// Decisions and simulations.
  package let rights: any Mantel_Rights_V1_RightsService.ClientProtocol
  /// Awards.
  package let awards: any Mantel_Rights_V1_AwardService.ClientProtocol
  /// The explorer of rights.
  package let explorer: any Mantel_Rights_V1_ExplorerService.ClientProtocol
  /// Caregiver cards and attests.
  package let cards: any Mantel_Rights_V1_CardService.ClientProtocol
  /// Bank accounts of people.
  package let bankAccounts: any Mantel_Registration_V1_BankAccountService.ClientProtocol
  /// Payment runs.
  package let payments: any Mantel_Rights_V1_PaymentService.ClientProtocol
  /// Hinge moments and notices.
  package let moments: any Mantel_Moments_V1_MomentsService.ClientProtocol

  /// The services behind a gateway.
  package init(
    registration: any Mantel_Registration_V1_RegistrationService.ClientProtocol,
    persons: any Mantel_Registration_V1_PersonService.ClientProtocol,
    care: any Mantel_Registration_V1_CareService.ClientProtocol,
    signals: any Mantel_Registration_V1_SignalService.ClientProtocol,
    imports: any Mantel_Registration_V1_ImportService.ClientProtocol,
    statutes: any Mantel_Statutes_V1_StatutesService.ClientProtocol,
    comparison: any Mantel_Statutes_V1_ComparisonService.ClientProtocol,
    harmonisation: any Mantel_Statutes_V1_HarmonisationService.ClientProtocol,
    rights: any Mantel_Rights_V1_RightsService.ClientProtocol,
    awards: any Mantel_Rights_V1_AwardService.ClientProtocol,
    explorer: any Mantel_Rights_V1_ExplorerService.ClientProtocol,
    cards: any Mantel_Rights_V1_CardService.ClientProtocol,
    bankAccounts: any Mantel_Registration_V1_BankAccountService.ClientProtocol,
    payments: any Mantel_Rights_V1_PaymentService.ClientProtocol,
    moments: any Mantel_Moments_V1_MomentsService.ClientProtocol
  ) {
    self.registration = registration
    self.persons = persons
    self.care = care
    self.signals = signals
    self.imports = imports
    self.statutes = statutes
    self.comparison = comparison
    self.harmonisation = harmonisation
    self.rights = rights
    self.awards = awards
    self.explorer = explorer
    self.cards = cards
    self.bankAccounts = bankAccounts
    self.payments = payments
    self.moments = moments
  }
}
