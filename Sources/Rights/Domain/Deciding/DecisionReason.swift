/// A reason for a decision that lies outside the condition of the provision.
package enum DecisionReason: String, Sendable, Hashable, CaseIterable, Codable {
  /// The care has not begun.
  case careNotBegun = "care_not_begun"
  /// The care has ended.
  case careEnded = "care_ended"
  /// The recipient has died.
  case recipientDied = "recipient_died"
  /// The caregiver has died.
  case caregiverDied = "caregiver_died"
  /// The recipient lives in a residential care centre, which ends the right.
  case recipientAdmitted = "recipient_admitted"
  /// An admission lasts too long (schorsing).
  case suspended
  /// The provision is no longer in force for these people.
  case notInForce = "not_in_force"
  /// Another provision has precedence here (voorrang).
  case replaced
  /// The beneficiary has not consented to rights being granted without an application.
  case consentMissing = "consent_missing"
  /// The right is not granted without an application on these grounds.
  case requestNeeded = "request_needed"
  /// The provision cannot be held beside another that applies as well: the beneficiary chooses.
  case choice
  /// The provision and another that cannot be held beside it would both be granted without an application.
  case contradicts
  /// Mantel cannot read the provision.
  case unreadable
}
