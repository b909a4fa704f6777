import CareTypes
import ServiceCore

/// Why a care situation ends (reden van stopzetting).
package enum EndReason: String, Sendable, Hashable, CaseIterable, Codable {
  /// The recipient no longer needs the care (zorgnood weggevallen).
  case noLongerNeeded = "no_longer_needed"
  /// The caregiver stops (mantelzorger stopt).
  case caregiverStops = "caregiver_stops"
  /// The recipient withdraws their agreement (akkoord ingetrokken).
  case recipientWithdraws = "recipient_withdraws"
  /// The recipient died (overlijden van de zorgvrager).
  case recipientDied = "recipient_died"
  /// The caregiver died (overlijden van de mantelzorger).
  case caregiverDied = "caregiver_died"
  /// One of the two was erased (wissing); set by the registry alone.
  case erased

  /// Whether someone may give it as the reason.
  package var isGivenByPeople: Bool { self != .erased }
}
