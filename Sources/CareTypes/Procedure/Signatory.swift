/// Who signs (ondertekenaar).
package enum Signatory: String, Sendable, Hashable, CaseIterable, Codable {
  /// The caregiver (mantelzorger).
  case caregiver
  /// The recipient (zorgvrager).
  case recipient
  /// The representative of a recipient who cannot sign (vertegenwoordiger, bewindvoerder).
  case representative
  /// A doctor (arts).
  case doctor
  /// The employer (werkgever).
  case employer
  /// A social worker (maatschappelijk werker).
  case socialWorker = "social_worker"
  /// A professional care provider (professionele zorgverlener).
  case professional
}
