/// The outcome for one care situation and one provision (uitkomst).
package enum DecisionOutcome: String, Sendable, Hashable, CaseIterable, Codable {
  /// Granted without an application (toegekend).
  case granted
  /// Prepared for signature (voorgesteld).
  case proposed
  /// Facts or parameters are missing that could still decide it (wacht op bewijs).
  case awaitingEvidence = "awaiting_evidence"
  /// No right (geen recht).
  case notEntitled = "not_entitled"
  /// Not decided (onbeslist): the provision contradicts another that applies as well, or cannot be read.
  case undecided

  /// Whether the person holds the right, or has only to accept it.
  package var isPositive: Bool { self == .granted || self == .proposed }

  /// Whether the other services get an event about a decision with this outcome.
  package var isAnnounced: Bool { isPositive || self == .undecided }
}
