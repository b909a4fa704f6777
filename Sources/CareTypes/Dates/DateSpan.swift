/// A span of days, both ends included, or open towards the future (periode).
package struct DateSpan: Sendable, Hashable {
  /// The first day.
  package let start: CalendarDate
  /// The last day, or nil as long as no end is known.
  package let end: CalendarDate?

  /// Makes a span from its first and last day.
  ///
  /// - Throws: `ValueError` of kind `.endBeforeStart`.
  package init(start: CalendarDate, end: CalendarDate? = nil) throws(ValueError) {
    if let end, end < start {
      throw ValueError(.endBeforeStart, "A span cannot end before the day on which it starts.")
    }
    self.start = start
    self.end = end
  }

  /// Whether the day is one of the span.
  package func contains(_ date: CalendarDate) -> Bool {
    start <= date && !ends(before: date)
  }

  /// Whether the two spans have a day in common.
  package func overlaps(_ other: DateSpan) -> Bool {
    !ends(before: other.start) && !other.ends(before: start)
  }

  /// Whether the last day lies before the date; never so for an open span.
  package func ends(before date: CalendarDate) -> Bool {
    end.map { $0 < date } ?? false
  }
}

extension DateSpan {
  /// The days that the two spans have in common; nil when there are none.
  package func intersection(_ other: DateSpan) -> DateSpan? {
    let end = [self.end, other.end].compactMap(\.self).min()
    return try? DateSpan(start: max(start, other.start), end: end)
  }
}
