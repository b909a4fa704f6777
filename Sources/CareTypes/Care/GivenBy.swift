/// How a consent or a declaration was given (wijze).
///
/// The raw values are stored and used in conditions: they never change.
package enum GivenBy: String, Sendable, Hashable, CaseIterable, Codable {
  /// By the person (zelf).
  case themselves = "self"
  /// By someone holding a mandate (volmacht).
  case mandate
  /// By a legal representative or administrator (wettelijk vertegenwoordiger, bewindvoerder).
  case legalRepresentative = "legal_representative"
}
