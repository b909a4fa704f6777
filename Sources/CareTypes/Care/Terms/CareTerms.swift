/// The terms of the care, which may change while it lasts.
package struct CareTerms: Sendable, Hashable {
  /// What the caregiver is to the recipient.
  package var relation: Relation
  /// Hours of care per week.
  package var hours: HoursPerWeek
  /// What the caregiver does.
  package var tasks: [CareTask]
  /// Why the recipient needs care.
  package var causes: [CauseOfNeed]
  /// Where the recipient lives.
  package var dwelling: Dwelling
  /// Whether the two live at one address.
  package var sameAddress: Bool
  /// Whether a professional care provider is involved.
  package var professionalInvolved: Bool
  /// The role of this caregiver among those of the recipient; nil when not given.
  package var role: CaregiverRole?

  /// The terms of care.
  package init(
    relation: Relation,
    hours: HoursPerWeek,
    tasks: [CareTask],
    causes: [CauseOfNeed],
    dwelling: Dwelling,
    sameAddress: Bool,
    professionalInvolved: Bool,
    role: CaregiverRole?
  ) {
    self.relation = relation
    self.hours = hours
    self.tasks = tasks
    self.causes = causes
    self.dwelling = dwelling
    self.sameAddress = sameAddress
    self.professionalInvolved = professionalInvolved
    self.role = role
  }
}
