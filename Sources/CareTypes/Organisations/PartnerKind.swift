/// Who notices a caregiver beside the municipality (partner).
///
/// The raw values are stored and used in conditions: they never change.
package enum PartnerKind: String, Sendable, Hashable, CaseIterable, Codable {
  /// General practitioner (huisarts).
  case generalPractitioner = "general_practitioner"
  /// Home nurse (thuisverpleegkundige).
  case homeNurse = "home_nurse"
  /// Social service of a hospital (sociale dienst van een ziekenhuis).
  case hospitalSocialService = "hospital_social_service"
  /// School or student service (school, studentenvoorziening).
  case school
  /// Local service centre (lokaal dienstencentrum).
  case localServiceCentre = "local_service_centre"
  /// Health insurance fund (ziekenfonds).
  case healthFund = "health_fund"
  /// Public centre for social welfare (OCMW).
  case socialWelfareCentre = "social_welfare_centre"
  /// Association of caregivers (mantelzorgvereniging).
  case caregiverAssociation = "caregiver_association"
}
