package import CareTypes

/// The course of a care situation: its days, terms and declarations. Two care situations of the same two people are
/// joined into one course.
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

  /// The course of this care situation and others together. It covers every day of any of them, with the terms of the
  /// first one that has that day, and with the first declaration of each person.
  ///
  /// - Parameters:
  ///   - others: Each overlaps this one, or those that do.
  ///   - declared: More declarations, which are used after those of the others.
  /// - Throws: `ValueError` for days out of the range of the calendar.
  package func joined(
    with others: [CareCourse],
    declared: [Declarations] = []
  ) throws(ValueError) -> CareCourse {
    let courses = [self] + others
    let start = courses.map(\.span.start).min() ?? span.start
    let ends = courses.compactMap(\.span.end)
    let last = ends.count < courses.count ? nil : ends.max()
    var starts: Set<CalendarDate> = [start]
    for course in courses {
      starts.formUnion(course.terms.periods.map(\.start))
      starts.insert(course.span.start)
      if let end = course.span.end { starts.insert(try end.adding(days: 1)) }
    }
    let days = starts.filter { day in day >= start && (last.map { day <= $0 } ?? true) }
    let periods = days.map { day in
      Timeline.Period(start: day, value: (courses.first { $0.span.contains(day) } ?? self).terms[day])
    }
    let declarations = courses.map(\.declarations) + declared
    return CareCourse(
      span: try DateSpan(start: start, end: last),
      endReason: courses.first { $0.span.end == last }?.endReason,
      terms: Timeline(periods) ?? terms,
      declarations: Declarations(
        caregiver: declarations.lazy.compactMap(\.caregiver).first,
        recipient: declarations.lazy.compactMap(\.recipient).first
      )
    )
  }

  /// Whether another goes the same from day to day, whatever was signed.
  func hasSameDays(as other: CareCourse) -> Bool {
    span == other.span && endReason == other.endReason && terms == other.terms
  }
}
