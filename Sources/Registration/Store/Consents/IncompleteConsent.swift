package import CareTypes
import Foundation
import RegistrationDomain
import RuleLanguage
import ServiceCore
import ServiceRuntime

/// What is missing in an active care situation.
package struct IncompleteConsent: Sendable, Hashable {
  /// The care situation.
  package let careSituation: OpaqueID
  /// Family name and given names of the recipient.
  package let recipientName: String
  /// The purposes to which the recipient has not consented.
  package let missingPurposes: [ConsentPurpose]
  /// Whether the caregiver has not signed.
  package let isCaregiverDeclarationMissing: Bool
  /// Whether the recipient has not signed.
  package let isRecipientDeclarationMissing: Bool

  /// Whether there is anything to be completed.
  var isAnythingMissing: Bool {
    !missingPurposes.isEmpty || isCaregiverDeclarationMissing || isRecipientDeclarationMissing
  }
}
