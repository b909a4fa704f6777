/// A care situation, without the identity of the other person, as the export of a person shows it.
package struct ExportedCare: Encodable, Sendable {
  /// Resource name.
  package let name: String
  /// Role of the person: `caregiver` or `recipient`.
  package let roleOfThePerson: String
  /// The care situation of the same two people that it was joined into.
  package let joinedInto: String?
  /// Declaration.
  package let declaration: ExportedDeclaration?
  /// Contact point.
  package let contactPoint: ContactPoint?
  /// Evidence.
  package let evidence: [ExportedEvidence]
  /// Confirmed warnings.
  package let confirmedWarnings: [ExportedWarning]
  /// History.
  package let history: [ExportedRevision]

  /// An entry of the export.
  package init(
    name: String,
    roleOfThePerson: String,
    joinedInto: String?,
    declaration: ExportedDeclaration?,
    contactPoint: ContactPoint?,
    evidence: [ExportedEvidence],
    confirmedWarnings: [ExportedWarning],
    history: [ExportedRevision]
  ) {
    self.name = name
    self.roleOfThePerson = roleOfThePerson
    self.joinedInto = joinedInto
    self.declaration = declaration
    self.contactPoint = contactPoint
    self.evidence = evidence
    self.confirmedWarnings = confirmedWarnings
    self.history = history
  }
}
