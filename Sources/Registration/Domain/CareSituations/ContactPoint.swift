package import CareTypes
import ServiceCore

/// The one to turn to for a care situation (vast aanspreekpunt): a professional in their work.
package struct ContactPoint: Sendable, Hashable, Codable {
  /// Organisation.
  package let organisation: String
  /// Name of the contact point; may be empty.
  package let displayName: String
  /// Telephone number in E.164; empty if there is none.
  package let phone: String
  /// E-mail address; empty if there is none.
  package let email: String

  /// A contact point.
  package init(organisation: String, displayName: String, phone: PhoneNumber?, email: EmailAddress?) {
    self.organisation = organisation
    self.displayName = displayName
    self.phone = phone?.e164 ?? ""
    self.email = email?.address ?? ""
  }
}
