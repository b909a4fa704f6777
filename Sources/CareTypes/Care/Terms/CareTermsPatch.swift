/// New values for some of the terms; nil leaves a term as it is.
package struct CareTermsPatch: Sendable, Hashable {
  /// What the caregiver is to the recipient.
  package var relation: Relation?
  /// Hours of care, as declared.
  package var hours: CareHours?
  /// What the caregiver does.
  package var tasks: [CareTask]?
  /// Why the recipient needs care.
  package var causes: [CauseOfNeed]?
  /// Where the recipient lives.
  package var dwelling: Dwelling?
  /// Whether the two live at one address.
  package var sameAddress: Bool?
  /// Whether a professional care provider is involved.
  package var professionalInvolved: Bool?
  /// The role of this caregiver among those of the recipient; `.some(nil)` removes it.
  package var role: CaregiverRole??

  /// A patch that changes nothing yet.
  package init() {}

  /// Terms that have these values, and for a term without one the value for a term that is not given; nil when a required
  /// term has none.
  package var completed: CareTerms? {
    guard let relation, let hours, let dwelling else { return nil }
    return applied(to: CareTerms(relation: relation, hours: hours, dwelling: dwelling))
  }

  /// The terms with the new values.
  package func applied(to terms: CareTerms) -> CareTerms {
    var terms = terms
    if let relation { terms.relation = relation }
    if let hours { terms.hours = hours }
    if let tasks { terms.tasks = tasks }
    if let causes { terms.causes = causes }
    if let dwelling { terms.dwelling = dwelling }
    if let sameAddress { terms.sameAddress = sameAddress }
    if let professionalInvolved { terms.professionalInvolved = professionalInvolved }
    if let role { terms.role = role }
    return terms
  }
}
