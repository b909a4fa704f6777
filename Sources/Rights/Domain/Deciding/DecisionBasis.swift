/// What a decision rests on besides the facts of its care situation.
package struct DecisionBasis: Sendable, Hashable, Codable {
  /// Why the condition does not matter: no right, whatever it says.
  package var blockers: [DecisionReason] = []
  /// Whether the beneficiary consents to rights being granted without an application.
  package var consented = false
  /// Whether the caregiver lives in the territory; nothing when it cannot be told.
  package var caregiverResident: Bool?
  /// Whether the recipient lives in the territory; nothing when it cannot be told.
  package var recipientResident: Bool?
  /// The proofs that stood for parts of the condition if they are held.
  package var proofs: [ProvisionVersion.AcceptedProof] = []
  /// Names of the provisions that apply as well and cannot be held beside it.
  package var contradicts: [String] = []
  /// Whether one of those would be granted without an application, as it would itself: nobody chooses.
  package var isGrantedTwice = false

  /// Nothing besides the facts.
  package init() {}

  /// Whether the provision no longer holds for these people: that is so whether or not it can be read.
  package var hasEnded: Bool { blockers.contains(.notInForce) || blockers.contains(.replaced) }
}
