/// Where an award stands (stand van de toekenning). It is worked out from the steps.
package enum AwardState: String, Sendable, Hashable, CaseIterable, Codable {
  /// The condition holds, and nobody applied yet (voorgesteld).
  case proposed
  /// Someone applied, and a signature or a ruling is still needed (aangevraagd).
  case appliedFor
  /// Evidence that could still decide it is missing (wacht op bewijs).
  case awaitingEvidence
  /// The body that ratifies it has not ruled yet (wacht op bekrachtiging).
  case awaitingRatification
  /// Granted (toegekend).
  case granted
  /// Refused by the body that decides (geweigerd).
  case refused
  /// Granted, and interrupted by an admission (geschorst).
  case suspended
  /// Granted, and its quota is used (opgebruikt).
  case exhausted
  /// Ended (beëindigd).
  case ended

  /// Whether someone holds the award, so that it counts for limits and exclusions.
  package var isHeld: Bool { self == .granted || self == .suspended || self == .exhausted }
}
