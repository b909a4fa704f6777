/// A turn in a care situation about which the caregiver must be informed (scharniermoment).
///
/// The raw values are stored and used in conditions: they never change.
package enum MomentKind: String, Sendable, Hashable, CaseIterable, Codable {
  /// Admission to a hospital (opname).
  case admission
  /// Discharge from a hospital (ontslag).
  case discharge
  /// Palliative status (palliatief statuut).
  case palliativeStatus = "palliative_status"
  /// Death (overlijden).
  case death
}
