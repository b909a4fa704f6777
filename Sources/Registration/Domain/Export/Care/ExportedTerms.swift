/// The terms of care on some days, as the export of a person shows them.
package struct ExportedTerms: Encodable, Sendable {
  /// Start date.
  package let startDate: String
  /// End date.
  package let endDate: String?
  /// Relation.
  package let relation: String
  /// Hours per week.
  package let hoursPerWeek: Double
  /// Tasks.
  package let tasks: [String]
  /// Causes.
  package let causes: [String]
  /// Dwelling.
  package let dwelling: String
  /// Whether the two live at one address.
  package let sameAddress: Bool
  /// Whether a professional care provider is involved.
  package let professionalInvolved: Bool
  /// Role.
  package let role: String?

  /// An entry of the export.
  package init(
    startDate: String,
    endDate: String?,
    relation: String,
    hoursPerWeek: Double,
    tasks: [String],
    causes: [String],
    dwelling: String,
    sameAddress: Bool,
    professionalInvolved: Bool,
    role: String?
  ) {
    self.startDate = startDate
    self.endDate = endDate
    self.relation = relation
    self.hoursPerWeek = hoursPerWeek
    self.tasks = tasks
    self.causes = causes
    self.dwelling = dwelling
    self.sameAddress = sameAddress
    self.professionalInvolved = professionalInvolved
    self.role = role
  }
}
