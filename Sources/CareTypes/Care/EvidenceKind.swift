/// What kind of document or statement supports a fact (soort bewijsstuk).
///
/// The raw values are stored and used in conditions: they never change.
package enum EvidenceKind: String, Sendable, Hashable, CaseIterable, Codable {
  /// Declaration on honour (verklaring op eer).
  case declarationOnHonour = "declaration_on_honour"
  /// Agreement of the recipient (akkoord van de zorgvrager).
  case recipientAgreement = "recipient_agreement"
  /// Attestation by the general practitioner (attest van de huisarts).
  case gpAttestation = "gp_attestation"
  /// Recognition by a health insurance fund (erkenning door het ziekenfonds).
  case fundRecognition = "fund_recognition"
  /// Score on a scale of dependence (inschaling).
  case dependenceScore = "dependence_score"
  /// Decision of an authority on an allowance or budget (beslissing over een tegemoetkoming of budget).
  case entitlement
}
