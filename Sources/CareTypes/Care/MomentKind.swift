/// A turn in a care situation about which the caregiver must be informed (scharniermoment).
///
/// The raw values are stored and used in conditions: they never change.
package enum MomentKind: String, Sendable, Hashable, CaseIterable, Codable {
  /// Admission to a hospital, or to a residential care centre or another place of care (opname).
  case admission
  /// Discharge from there (ontslag).
  case discharge
  /// Palliative status (palliatief statuut).
  case palliativeStatus = "palliative_status"
  /// Death (overlijden).
  case death
}
