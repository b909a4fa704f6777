/// Levels of law (bestuursniveau), the highest first.
package enum AuthorityLevel: String, Sendable, Hashable, CaseIterable, Codable {
  /// Federal state (federaal).
  case federal
  /// Flanders (Vlaams).
  case flemish
  /// Municipality or OCMW (gemeente, OCMW).
  case municipal
  /// Health insurance fund (ziekenfonds).
  case insuranceFund = "insurance_fund"
  /// Employer (werkgever).
  case employer
  /// School or university (onderwijsinstelling).
  case school
  /// Association or provider of support (aanbieder).
  case provider

  /// Whether it makes law that leaves terms open to municipalities.
  package var isAboveMunicipalities: Bool { self == .federal || self == .flemish }
}
