/// How many hours a week someone cares: more than 0, at most 168 (aantal uren per week).
///
/// Kept in whole minutes, in which half hours, quarters and tenths of an hour are all exact.
package struct HoursPerWeek: Sendable, Hashable {
  /// Minutes a week, 1...10080.
  package let minutes: Int

  /// Makes a value of minutes a week.
  ///
  /// - Throws: `ValueError` of kind `.outOfRange` unless 1...10080.
  package init(minutes: Int) throws(ValueError) {
    guard (1...168 * 60).contains(minutes) else {
      throw ValueError(.outOfRange, "Hours per week are more than 0 and at most 168.")
    }
    self.minutes = minutes
  }

  /// Makes a value of tenths of an hour a week: 205 is twenty and a half hours.
  ///
  /// - Throws: `ValueError` of kind `.outOfRange` unless 1...1680.
  package init(tenths: Int) throws(ValueError) {
    let (minutes, overflow) = tenths.multipliedReportingOverflow(by: 6)
    try self.init(minutes: overflow ? 0 : minutes)
  }

  /// Hours a week.
  package var hours: Double { Double(minutes) / 60 }

  /// Hours a month on average: the hours a week times 52 weeks over 12 months.
  package var perMonth: Double { Double(minutes * 52) / Double(60 * 12) }
}

extension HoursPerWeek: Comparable {
  /// Whether one is fewer hours than the other.
  package static func < (left: HoursPerWeek, right: HoursPerWeek) -> Bool { left.minutes < right.minutes }
}
