package import CareTypes

/// The days of a care situation with its terms from day to day, and its declarations. Care situations of the same two
/// people can be joined into one timeline.
package struct CareTimeline: Sendable, Hashable {
  /// First day, and last day when known.
  package let span: DateSpan
  /// Why it ended, when it did.
  package let endReason: EndReason?
  /// The terms over time.
  package let terms: Timeline<CareTerms>
  /// The declarations on honour.
  package let declarations: Declarations

  /// A timeline.
  package init(span: DateSpan, endReason: EndReason?, terms: Timeline<CareTerms>, declarations: Declarations) {
    self.span = span
    self.endReason = endReason
    self.terms = terms
    self.declarations = declarations
  }

  /// The timeline of this care situation and others together. It covers every day of any of them, with the terms of the
  /// first one that has that day, and with the first declaration of each person.
  ///
  /// - Parameters:
  ///   - others: Each overlaps this one, or those that do.
  ///   - declared: More declarations, which are used after those of the others.
  /// - Throws: `ValueError` for days out of the range of the calendar.
  package func joined(
    with others: [CareTimeline],
    declared: [Declarations] = []
  ) throws(ValueError) -> CareTimeline {
    let timelines = [self] + others
    let start = timelines.map(\.span.start).min() ?? span.start
    let ends = timelines.compactMap(\.span.end)
    let last = ends.count < timelines.count ? nil : ends.max()
    var starts: Set<CalendarDate> = [start]
    for timeline in timelines {
      starts.formUnion(timeline.terms.periods.map(\.start))
      starts.insert(timeline.span.start)
      if let end = timeline.span.end { starts.insert(try end.adding(days: 1)) }
    }
    let days = starts.filter { day in day >= start && (last.map { day <= $0 } ?? true) }
    let periods = days.map { day in
      Timeline.Period(start: day, value: (timelines.first { $0.span.contains(day) } ?? self).terms[day])
    }
    let declarations = timelines.map(\.declarations) + declared
    return CareTimeline(
      span: try DateSpan(start: start, end: last),
      endReason: timelines.first { $0.span.end == last }?.endReason,
      terms: Timeline(periods) ?? terms,
      declarations: Declarations(
        caregiver: declarations.lazy.compactMap(\.caregiver).first,
        recipient: declarations.lazy.compactMap(\.recipient).first
      )
    )
  }

  /// Whether another timeline has the same days and terms; the declarations may differ.
  func hasSameDays(as other: CareTimeline) -> Bool {
    span == other.span && endReason == other.endReason && terms == other.terms
  }
}
