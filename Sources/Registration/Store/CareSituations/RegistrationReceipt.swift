package import CareTypes
import RegistrationDomain
import ServiceCore
import ServiceRuntime

/// The ids under which a care situation was registered.
package struct RegistrationReceipt: Codable, Sendable, Hashable {
  /// Of the care situation.
  package let careSituation: OpaqueID
  /// Of the caregiver.
  package let caregiver: OpaqueID
  /// Of the recipient.
  package let recipient: OpaqueID
  /// First revision.
  package let revision: Int64
  /// When.
  package let createTime: Instant
  /// The fields in which the request differs from the records of people who are known, as paths within the care
  /// situation. The records stay. Nil in answers that were stored before this existed.
  package var differing: [String]?

  /// The same fields as paths within a request.
  package var differingFields: [String] { (differing ?? []).map { "care_situation.\($0)" } }
}
