/// The person whom a provision benefits (begunstigde).
package enum Beneficiary: String, Sendable, Hashable, CaseIterable, Codable {
  /// The caregiver (mantelzorger), once, whomever they care for.
  case caregiver
  /// The recipient (zorgvrager), once, whoever cares for them.
  case recipient
  /// The caregiver, once for each recipient (de mantelzorger, per zorgvrager).
  case pair
}
