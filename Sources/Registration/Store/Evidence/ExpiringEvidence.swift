package import CareTypes
import Foundation
package import RegistrationDomain
import RuleLanguage
import ServiceCore
import ServiceRuntime

/// Evidence that ends, and whose it is.
package struct ExpiringEvidence: Sendable, Hashable {
  /// The care situation; of evidence about a person, the first that goes on.
  package let careSituation: OpaqueID
  /// The evidence.
  package let evidence: RecordedEvidence
  /// Family name and given names of the recipient.
  package let recipientName: String
  /// The person whom it is about; nil for what is about the care situation.
  package let person: OpaqueID?
  /// Family name and given names of that person.
  package let personName: String
}
