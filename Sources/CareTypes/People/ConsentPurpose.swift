/// What a person consents to (doel van de toestemming); without a declaration there is no consent.
///
/// The raw values are stored and used in conditions: they never change.
package enum ConsentPurpose: String, Sendable, Hashable, CaseIterable, Codable {
  /// Hospitals' moments may be passed on to the caregivers (ziekenhuis).
  case hospital
  /// The general practitioner may know who the caregivers are (huisarts).
  case generalPractitioner = "general_practitioner"
  /// The municipality may use the data for its own offer (gemeente).
  case municipality
  /// Rights may be granted without an application (automatische rechtentoekenning).
  case automaticRights = "automatic_rights"
}
