package import CareTypes
import ServiceCore

/// Everything that is handed in to register a care situation.
package struct NewCareSituation: Sendable, Hashable {
  /// Who cares.
  package let caregiver: PersonDetails
  /// Who is cared for.
  package let recipient: PersonDetails
  /// The care.
  package let care: CareDetails
  /// Consents of the caregiver.
  package let caregiverConsents: [Consent]
  /// Consents of the recipient.
  package let recipientConsents: [Consent]
  /// What the client was asked about, and confirms.
  package let confirmedWarnings: Set<PlausibilityRule>

  /// A care situation to be registered.
  ///
  /// - Throws: `ValueError` when caregiver and recipient are one person.
  package init(
    caregiver: PersonDetails,
    recipient: PersonDetails,
    care: CareDetails,
    caregiverConsents: [Consent],
    recipientConsents: [Consent],
    confirmedWarnings: Set<PlausibilityRule> = []
  ) throws(ValueError) {
    guard caregiver.number == nil || caregiver.number != recipient.number else {
      throw ValueError(.inconsistent, "is the same person as the caregiver")
    }
    self.caregiver = caregiver
    self.recipient = recipient
    self.care = care
    self.caregiverConsents = caregiverConsents
    self.recipientConsents = recipientConsents
    self.confirmedWarnings = confirmedWarnings
  }
}
