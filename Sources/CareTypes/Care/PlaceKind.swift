/// The kind of place to which someone is admitted (soort voorziening).
///
/// The raw values are stored and used in conditions: they never change.
package enum PlaceKind: String, Sendable, Hashable, CaseIterable, Codable {
  /// Hospital (ziekenhuis).
  case hospital
  /// Residential care centre (woonzorgcentrum).
  case residentialCareCentre = "residential_care_centre"
  /// Centre for short stay (centrum voor kortverblijf).
  case shortStay = "short_stay"
  /// Psychiatric care home (psychiatrisch verzorgingstehuis).
  case psychiatricCareHome = "psychiatric_care_home"
  /// Another place of care.
  case other

  /// Whether people live there, rather than being treated there (residentiële structuur).
  package var isResidential: Bool {
    switch self {
    case .residentialCareCentre, .shortStay, .psychiatricCareHome: true
    case .hospital, .other: false
    }
  }
}
