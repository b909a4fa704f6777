/// Who is paid (begunstigde van de betaling).
package enum Payee: String, Sendable, Hashable, CaseIterable, Codable {
  /// The caregiver (mantelzorger).
  case caregiver
  /// The recipient (zorgvrager).
  case recipient
  /// Whichever of the two they choose (keuze).
  case choice
}
