package import CareTypes
import Foundation
import GRDB
package import RegistrationDomain
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

/// Evidence that ends, and whose it is.
package struct ExpiringEvidence: Sendable, Hashable {
  /// The care situation; of evidence about a person, the first that goes on.
  package let careSituation: OpaqueID
  /// The evidence.
  package let evidence: RecordedEvidence
  /// Family name and given names of the recipient.
  package let recipientName: String
  /// The person whom it is about; nothing for what is about the care situation.
  package let person: OpaqueID?
  /// Family name and given names of that person.
  package let personName: String
}

/// A place in the order of evidence by its last day.
package struct EvidencePlace: Sendable, Hashable, Comparable {
  /// Last day, in days since 1970-01-01.
  package let day: Int
  /// Tells evidence of one day apart.
  package let key: Int64

  /// A place.
  package init(day: Int, key: Int64) {
    self.day = day
    self.key = key
  }

  /// By the last day, then in the order of recording.
  package static func < (left: EvidencePlace, right: EvidencePlace) -> Bool {
    (left.day, left.key) < (right.day, right.key)
  }
}
