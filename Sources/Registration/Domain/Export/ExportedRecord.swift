/// One record of a person, as their export shows it.
package struct ExportedRecord: Encodable, Sendable {
  /// Resource name.
  package let name: String
  /// Identity.
  package let identity: Identity?
  /// Birth date.
  package let birthDate: String?
  /// Language.
  package let language: String
  /// Channel.
  package let channel: String
  /// Digital skill.
  package let digitalSkill: String?
  /// Whether the record is sealed.
  package let sealed: Bool
  /// Whether the processing is restricted.
  package let restricted: Bool
  /// When the record was made.
  package let registerTime: String
  /// When the person was erased; nil for others.
  package let eraseTime: String?
  /// Numbers.
  package let numbers: [ExportedNumber]
  /// Residences.
  package let residences: [ExportedResidence]
  /// Consents.
  package let consents: [ExportedConsent]
  /// Evidence about the person, in either role. Evidence about the care is listed with the care.
  package let evidence: [ExportedEvidence]
  /// Care situations.
  package let careSituations: [ExportedCare]
  /// Assessments.
  package let assessments: [ExportedAssessment]
  /// Needs.
  package let needs: [ExportedNeed]
  /// Bank accounts.
  package let bankAccounts: [ExportedBankAccount]
  /// Drafts.
  package let drafts: [ExportedDraft]
  /// Likenesses.
  package let likenesses: [ExportedLikeness]
  /// Confirmed warnings.
  package let confirmedWarnings: [ExportedWarning]

  /// An entry of the export.
  package init(
    name: String,
    identity: Identity?,
    birthDate: String?,
    language: String,
    channel: String,
    digitalSkill: String?,
    sealed: Bool,
    restricted: Bool,
    registerTime: String,
    eraseTime: String?,
    numbers: [ExportedNumber],
    residences: [ExportedResidence],
    consents: [ExportedConsent],
    evidence: [ExportedEvidence],
    careSituations: [ExportedCare],
    assessments: [ExportedAssessment],
    needs: [ExportedNeed],
    bankAccounts: [ExportedBankAccount],
    drafts: [ExportedDraft],
    likenesses: [ExportedLikeness],
    confirmedWarnings: [ExportedWarning]
  ) {
    self.name = name
    self.identity = identity
    self.birthDate = birthDate
    self.language = language
    self.channel = channel
    self.digitalSkill = digitalSkill
    self.sealed = sealed
    self.restricted = restricted
    self.registerTime = registerTime
    self.eraseTime = eraseTime
    self.numbers = numbers
    self.residences = residences
    self.consents = consents
    self.evidence = evidence
    self.careSituations = careSituations
    self.assessments = assessments
    self.needs = needs
    self.bankAccounts = bankAccounts
    self.drafts = drafts
    self.likenesses = likenesses
    self.confirmedWarnings = confirmedWarnings
  }
}
