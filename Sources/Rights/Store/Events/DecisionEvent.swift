package import CareTypes
package import RightsDomain

/// A new decision, for the other services.
package struct DecisionEvent: Sendable {
  /// The decision.
  package let decision: OpaqueID
  /// The care situation.
  package let careSituation: OpaqueID
  /// Resource name of the provision.
  package let provision: String
  /// Its version.
  package let version: Int
  /// The outcome.
  package let outcome: DecisionOutcome
}
