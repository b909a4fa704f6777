/// Why the recipient needs care (oorzaak van de zorgnood).
///
/// The raw values are stored and used in conditions: they never change.
package enum CauseOfNeed: String, Sendable, Hashable, CaseIterable, Codable {
  /// Age (ouderdom).
  case age
  /// Illness (ziekte).
  case illness
  /// Disability (handicap).
  case disability
  /// Psychological vulnerability (psychische kwetsbaarheid).
  case psychologicalVulnerability = "psychological_vulnerability"
  /// Addiction (verslaving).
  case addiction
  /// Palliative phase (palliatieve fase).
  case palliative
}
