package import CareTypes
import GRDB
import RegistrationDomain
import ServiceCore
import ServiceRuntime

/// Under which ids a care situation was registered.
package struct Registered: Codable, Sendable, Hashable {
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
  /// What was told of people who are known and differs from what is held, which stays, as paths within the care
  /// situation; nothing in answers of before this was told.
  package var differing: [String]?
}

/// What came of a registration.
package enum RegistrationOutcome: Codable, Sendable, Hashable {
  /// A care situation.
  case registered(Registered)
  /// A draft on a work list: a number and what is told of its bearer do not fit together.
  case drafted(DraftReceipt)
}
