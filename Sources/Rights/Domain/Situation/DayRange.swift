/// A range of days, both ends included, as days since 1970-01-01.
struct DayRange {
  /// The first day; nil for no beginning.
  let from: Int?
  /// The last day; nil for no end.
  let until: Int?

  /// Whether a day is in the range.
  func contains(_ day: Int) -> Bool { (from ?? day) <= day && (until ?? day) >= day }
}
