package import CareTypes
import ServiceCore

/// What is told of the care and may change while it lasts.
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
  /// What this caregiver is among those of the recipient, when told.
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

/// New values for some of the terms; nothing leaves a term as it is.
package struct CareTermsPatch: Sendable, Hashable {
  /// What the caregiver is to the recipient.
  package var relation: Relation?
  /// Hours of care per week.
  package var hours: HoursPerWeek?
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
  /// What this caregiver is among those of the recipient; `.some(nil)` says that it is not told any more.
  package var role: CaregiverRole??

  /// A patch that changes nothing yet.
  package init() {}

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

/// How the terms of the care come to differ.
package enum CareUpdate: Sendable, Hashable {
  /// The care itself changed, from a day on.
  case change(from: CalendarDate)
  /// The record was wrong over a stretch of days; nothing: from the first day of the care, or to its end.
  case correction(from: CalendarDate?, to: CalendarDate?)

  /// Applies new values to the terms over time.
  ///
  /// - Throws: `Refusal` for a day outside the care.
  package func apply(_ patch: CareTermsPatch, to terms: inout Timeline<CareTerms>, of span: DateSpan) throws {
    switch self {
    case .change(let day):
      guard span.contains(day) else { throw Refusal.invalid("change.start_date", "lies outside the care") }
      terms.change(from: day, to: nil, patch.applied)
    case .correction(let start, let end):
      if let start, !span.contains(start) {
        throw Refusal.invalid("correction.start_date", "lies outside the care")
      }
      if let end, !span.contains(end) { throw Refusal.invalid("correction.end_date", "lies outside the care") }
      if let start, let end, end < start {
        throw Refusal.invalid("correction.end_date", "lies before the start of the correction")
      }
      terms.change(from: start, to: end, patch.applied)
    }
  }
}
