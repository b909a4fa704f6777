package import CareTypes
package import RegistrationDomain
import ServiceCore
import ServiceRuntime

/// A caregiver, without identity.
package struct FoundCaregiver: Sendable, Hashable {
  /// The care situation.
  package let careSituation: OpaqueID
  /// The caregiver.
  package let caregiver: OpaqueID
  /// Where the caregiver lives.
  package let municipality: NISCode
  /// How the caregiver may be notified.
  package let route: NoticeRoute
  /// The language of texts for the caregiver.
  package let language: Language
}
