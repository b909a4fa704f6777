import CareTypes
import RegistrationAPI
import RegistrationDomain
import ServiceCore

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

extension RequestReader {
  /// Reads a contact person (vast aanspreekpunt).
  func contactPoint(
    _ message: Mantel_Registration_V1_ContactPoint,
    _ field: String,
    _ validation: inout Validation
  ) -> ContactPoint? {
    let organisation = text(message.organisation, "\(field).organisation", 1...100, &validation)
    let name = text(message.displayName, "\(field).display_name", 0...100, &validation)
    validation.requireGiven(!(message.phone.isEmpty && message.email.isEmpty), "\(field).phone", "or email is required")
    let phone = phone(message.phone, "\(field).phone", &validation)
    let email = email(message.email, "\(field).email", &validation)
    guard let organisation, let name else { return nil }
    return ContactPoint(organisation: organisation, displayName: name, phone: phone, email: email)
  }
}
