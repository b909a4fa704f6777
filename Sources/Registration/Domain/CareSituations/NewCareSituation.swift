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

/// The care itself, apart from who the two people are.
package struct CareDetails: Sendable, Hashable {
  /// The terms from the first day on.
  package let terms: CareTerms
  /// First day, and last day when known.
  package let span: DateSpan
  /// Evidence.
  package let evidence: [Evidence]
  /// The declarations on honour.
  package let declarations: Declarations

  /// The details of a care situation.
  package init(terms: CareTerms, span: DateSpan, evidence: [Evidence], declarations: Declarations) {
    self.terms = terms
    self.span = span
    self.evidence = evidence
    self.declarations = declarations
  }
}
