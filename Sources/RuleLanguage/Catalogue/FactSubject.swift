/// Whom a fact is about, and so with whom the evidence for it is kept: what is about a person holds in every care
/// situation in which they have that role.
package enum FactSubject: String, Sendable, Hashable, CaseIterable, Codable {
  /// The one who cares (mantelzorger).
  case caregiver
  /// The one who is cared for (zorgvrager).
  case recipient
  /// What is between the two (mantelzorgsituatie).
  case careSituation = "care_situation"

  /// Whom a fact is about, by its name.
  package init(ofFact name: String) {
    let role = name.prefix { $0 != "." }
    self = Self.ofOneCare.contains(name) ? .careSituation : FactSubject(rawValue: String(role)) ?? .careSituation
  }

  /// Facts that are named after the caregiver and true of the care for one recipient alone: how it is given, and what was
  /// agreed or interrupted for it.
  private static let ofOneCare: Set<String> = [
    "caregiver.unpaid", "caregiver.employer_agrees", "caregiver.medical_adviser_agrees", "caregiver.leave_start",
    "caregiver.activity_reduction_percent", "caregiver.interruption_months",
  ]
}
