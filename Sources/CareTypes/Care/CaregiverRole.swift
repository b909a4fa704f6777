/// What a caregiver is among the caregivers of one recipient (rol).
///
/// The raw values are stored and used in conditions: they never change.
package enum CaregiverRole: String, Sendable, Hashable, CaseIterable, Codable {
  /// The first to turn to (centrale mantelzorger); a recipient has one at a time at most.
  case primary
  /// Takes over when the first cannot (vervanger).
  case backup
  /// Cares beside them (medemantelzorger).
  case other
}
