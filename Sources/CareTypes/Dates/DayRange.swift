/// A range of days, both ends included, as days since 1970-01-01.
///
/// It is for days that are stored as numbers; `DateSpan` is the same for calendar dates.
package struct DayRange: Sendable, Hashable {
  /// The first day; nil for no beginning.
  package let from: Int?
  /// The last day; nil for no end.
  package let until: Int?

  /// Makes a range from its first and last day.
  package init(from: Int?, until: Int?) {
    self.from = from
    self.until = until
  }

  /// Whether a day is in the range.
  package func contains(_ day: Int) -> Bool { (from ?? day) <= day && (until ?? day) >= day }

  /// Whether the two ranges have a day in common.
  package func overlaps(_ other: DayRange) -> Bool {
    (from ?? .min) <= (other.until ?? .max) && (other.from ?? .min) <= (until ?? .max)
  }
}
