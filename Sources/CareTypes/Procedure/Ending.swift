/// An event that ends a provision for someone (einde van het recht).
package enum Ending: String, Sendable, Hashable, CaseIterable, Codable {
  /// The caregiver dies.
  case caregiverDies = "caregiver_dies"
  /// The recipient dies.
  case recipientDies = "recipient_dies"
  /// The care ends.
  case careEnds = "care_ends"
  /// The caregiver moves away.
  case caregiverMoves = "caregiver_moves"
  /// The recipient moves away.
  case recipientMoves = "recipient_moves"
  /// The recipient is admitted for good.
  case recipientAdmitted = "recipient_admitted"
  /// The evidence expires.
  case evidenceExpires = "evidence_expires"
  /// It was not applied for again in time.
  case renewalMissed = "renewal_missed"
  /// The quota is used.
  case quotaUsed = "quota_used"
  /// The budget is spent.
  case budgetSpent = "budget_spent"
  /// Consent is withdrawn.
  case consentWithdrawn = "consent_withdrawn"
  /// An age is reached.
  case ageReached = "age_reached"
}
