package import CareTypes
import ServiceCore

/// A care situation over time as it was known from one revision on, until the next.
package struct CareHistory: Sendable, Hashable {
  /// Counts the changes of the record, from 1.
  package let revision: Int64
  /// What this one did.
  package let kind: CareRevisionKind
  /// When it was recorded.
  package let recordTime: Instant
  /// First day, and last day when known.
  package let span: DateSpan
  /// Why it ended, when it did.
  package let endReason: EndReason?
  /// The declarations on honour.
  package let declarations: Declarations
  /// The terms over time.
  package let terms: Timeline<CareTerms>

  /// A care history.
  package init(
    revision: Int64,
    kind: CareRevisionKind,
    recordTime: Instant,
    span: DateSpan,
    endReason: EndReason?,
    declarations: Declarations,
    terms: Timeline<CareTerms>
  ) {
    self.revision = revision
    self.kind = kind
    self.recordTime = recordTime
    self.span = span
    self.endReason = endReason
    self.declarations = declarations
    self.terms = terms
  }

  /// The day of the care that a question about a day is about: never before its first day nor after its last.
  package func day(for date: CalendarDate) -> CalendarDate {
    span.day(nearestTo: date)
  }
}

/// What a revision of a care situation did.
package enum CareRevisionKind: String, Sendable, Hashable, CaseIterable {
  /// Registered it.
  case registered
  /// Recorded a change of the care.
  case changed
  /// Mended what was recorded wrongly.
  case corrected
  /// Set the last day.
  case ended
  /// Recorded a declaration, a contact point, or a merge of persons: the terms stayed.
  case completed
  /// Took in another care situation of the same two people when their records were merged, or gave it back.
  case joined
}
