package import CareTypes
import ServiceCore

/// The rule by which a care situation gets its last day.
package struct EndingCare: Sendable, Hashable {
  /// Last day of the care.
  package let date: CalendarDate
  /// Why.
  package let reason: EndReason
  /// The etag last read; empty to end the care whatever the current etag is.
  package let etag: String

  /// An end that is asked for.
  package init(date: CalendarDate, reason: EndReason, etag: String) {
    self.date = date
    self.reason = reason
    self.etag = etag
  }

  /// Checks that the care can end so.
  ///
  /// A last day that still lies ahead may be changed; one that has passed is history.
  ///
  /// - Parameters:
  ///   - name: Resource name, for the refusal.
  ///   - span: The record's first and last day.
  ///   - revision: The record's revision.
  ///   - today: The legal date.
  /// - Throws: `Refusal` for a stale etag, a care situation that has ended, or an end before the start.
  package func check(name: String, span: DateSpan, revision: Int64, today: CalendarDate) throws {
    if !etag.isEmpty { try ETag.check(etag, revision, of: name) }
    if span.ends(before: today) {
      throw Refusal(.careSituationEnded, "\(name) has ended already")
    }
    guard date >= span.start else { throw Refusal.invalid("end_date", "lies before the start of the care") }
  }
}
