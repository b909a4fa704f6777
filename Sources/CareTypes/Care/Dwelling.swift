/// Where the recipient lives (verblijf).
///
/// The raw values are stored and used in conditions: they never change.
package enum Dwelling: String, Sendable, Hashable, CaseIterable, Codable {
  /// The recipient's own home (eigen woning).
  case ownHome = "own_home"
  /// The caregiver's home (bij de mantelzorger).
  case withCaregiver = "with_caregiver"
  /// Residential care centre (woonzorgcentrum).
  case residentialCare = "residential_care"
  /// Facility for people with a disability (voorziening voor personen met een handicap).
  case disabilityFacility = "disability_facility"
  /// Psychiatric facility (psychiatrische voorziening).
  case psychiatricFacility = "psychiatric_facility"
}
