package import CareTypes

/// What a decision rests on besides the facts of its care situation. It is stored with the decision.
package struct DecisionBasis: Sendable, Hashable, Codable {
  /// Reasons why there is no right, whatever the condition says; empty when the condition decides.
  package var blockers: [DecisionReason] = []
  /// Whether the beneficiary consents to rights being granted without an application.
  package var consented = false
  /// Whether the caregiver lives in the territory; nil when that is not known.
  package var caregiverResident: Bool?
  /// Whether the recipient lives in the territory; nil when that is not known.
  package var recipientResident: Bool?
  /// The proofs that are accepted for parts of the condition.
  package var proofs: [AcceptedProof] = []
  /// Names of the provisions that apply as well and cannot be held beside this one.
  package var contradicts: [String] = []
  /// Whether this provision and one of `contradicts` would both be granted without an application, so that nobody
  /// chooses between them.
  package var isGrantedTwice = false

  /// An empty basis.
  package init() {}

  /// Whether the provision no longer applies to these people. That does not depend on whether it can be read.
  package var hasEnded: Bool { blockers.contains(.notInForce) || blockers.contains(.replaced) }
}
