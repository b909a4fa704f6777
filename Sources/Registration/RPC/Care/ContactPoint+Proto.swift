import RegistrationDomain
import CareTypes
import RegistrationAPI

extension Mantel_Registration_V1_ContactPoint {
  /// The message for a contact person (vast aanspreekpunt).
  init(_ contact: ContactPoint) {
    self.init()
    organisation = contact.organisation
    displayName = contact.displayName
    phone = contact.phone
    email = contact.email
  }
}
