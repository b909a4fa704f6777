package import RuleLanguage

/// Evidence, with the times at which it was recorded and withdrawn, as the export of a person shows it.
package struct ExportedEvidence: Encodable, Sendable {
  /// Resource name.
  package let name: String
  /// Name of the fact.
  package let fact: String
  /// Kind.
  package let kind: String?
  /// Value.
  package let value: FactValue
  /// Assessor.
  package let assessor: String
  /// Issued date.
  package let issuedDate: String
  /// Valid until date.
  package let validUntilDate: String?
  /// When it was recorded.
  package let recordTime: String
  /// When it was withdrawn; nil when it was not.
  package let withdrawTime: String?

  /// An entry of the export.
  package init(
    name: String,
    fact: String,
    kind: String?,
    value: FactValue,
    assessor: String,
    issuedDate: String,
    validUntilDate: String?,
    recordTime: String,
    withdrawTime: String?
  ) {
    self.name = name
    self.fact = fact
    self.kind = kind
    self.value = value
    self.assessor = assessor
    self.issuedDate = issuedDate
    self.validUntilDate = validUntilDate
    self.recordTime = recordTime
    self.withdrawTime = withdrawTime
  }
}
