package import CareTypes
import GRDB
package import RegistrationDomain
import ServiceCore
import ServiceRuntime

/// Who cares for a recipient.
package struct FoundCaregivers: Sendable, Hashable {
  /// The recipient.
  package let recipient: OpaqueID
  /// Whether the recipient consented to the purpose, and nothing stands against telling anyone.
  package let consented: Bool
  /// The caregivers of active care situations; empty without consent.
  package let caregivers: [FoundCaregiver]
  /// Every purpose to which the recipient consents; empty for a record of which nothing is told.
  package let purposes: [ConsentPurpose]
  /// Whether the record is sealed or restricted.
  package let isWithheld: Bool
}

/// A caregiver, without identity.
package struct FoundCaregiver: Sendable, Hashable {
  /// The care situation.
  package let careSituation: OpaqueID
  /// The caregiver.
  package let caregiver: OpaqueID
  /// Where the caregiver lives.
  package let municipality: NISCode
  /// How the caregiver may be told.
  package let route: NoticeRoute
  /// The language of texts for the caregiver.
  package let language: Language
}
