package import CareTypes

/// How one care situation went from day to day: what two of the same two people come to when they turn out to be one.
package struct CareCourse: Sendable, Hashable {
  /// First day, and last day when known.
  package let span: DateSpan
  /// Why it ended, when it did.
  package let endReason: EndReason?
  /// The terms over time.
  package let terms: Timeline<CareTerms>
  /// The declarations on honour.
  package let declarations: Declarations

  /// A course.
  package init(span: DateSpan, endReason: EndReason?, terms: Timeline<CareTerms>, declarations: Declarations) {
    self.span = span
    self.endReason = endReason
    self.terms = terms
    self.declarations = declarations
  }

  /// The course of both together: every day of either, this one's terms on its own days and the other's on the rest;
  /// what only the other signed counts as well.
  ///
  /// - Throws: `ValueError` for days out of the range of the calendar.
  package func joined(with other: CareCourse) throws(ValueError) -> CareCourse {
    let start = min(span.start, other.span.start)
    let last = [span, other.span].contains { $0.end == nil } ? nil : max(span.end ?? start, other.span.end ?? start)
    var starts: Set<CalendarDate> = [start]
    for course in [self, other] {
      starts.formUnion(course.terms.periods.map(\.start))
      starts.insert(course.span.start)
      if let end = course.span.end { starts.insert(try end.adding(days: 1)) }
    }
    let days = starts.filter { day in day >= start && (last.map { day <= $0 } ?? true) }
    let periods = days.map { day in
      Timeline.Period(start: day, value: span.contains(day) ? terms[day] : other.terms[day])
    }
    return CareCourse(
      span: try DateSpan(start: start, end: last),
      endReason: last == span.end ? endReason : last == other.span.end ? other.endReason : nil,
      terms: Timeline(periods) ?? terms,
      declarations: Declarations(
        caregiver: declarations.caregiver ?? other.declarations.caregiver,
        recipient: declarations.recipient ?? other.declarations.recipient
      )
    )
  }
}
