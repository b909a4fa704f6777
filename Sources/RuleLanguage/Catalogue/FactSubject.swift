/// Whom a fact is about. Evidence is kept with that subject: a fact about a person is valid in every care situation in
/// which they have the same role.
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

  /// Facts that are named after the caregiver but are only true of the care for one recipient: how it is given, and
  /// what was agreed or interrupted for it.
  private static let ofOneCare: Set<String> = [
    "caregiver.unpaid", "caregiver.employer_agrees", "caregiver.medical_adviser_agrees", "caregiver.leave_start",
    "caregiver.activity_reduction_percent", "caregiver.interruption_months",
  ]
}
