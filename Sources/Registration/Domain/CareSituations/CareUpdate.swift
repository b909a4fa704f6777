package import CareTypes
import ServiceCore

/// Why the terms of the care differ: the care changed, or the record was wrong.
package enum CareUpdate: Sendable, Hashable {
  /// The care itself changed, from a day on.
  case change(from: CalendarDate)
  /// The record was wrong on these days; nil for the first day of the care, or its end.
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
