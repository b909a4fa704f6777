/// The person whom a provision benefits (begunstigde).
package enum Beneficiary: String, Sendable, Hashable, CaseIterable, Codable {
  /// The caregiver (mantelzorger).
  case caregiver
  /// The recipient (zorgvrager).
  case recipient
}
