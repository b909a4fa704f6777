package import CareTypes

/// The periods for which a benefit is paid: calendar weeks from Monday on, months, quarters and years.
package enum PaymentPeriods {
  /// The periods whose last day is in a range of days, the earliest first; none for a benefit that is paid once or by the day
  /// of care.
  package static func ending(in range: ClosedRange<Int>, _ frequency: Frequency) -> [ClosedRange<Int>] {
    if frequency == .weekly {
      // 1970-01-01 was a Thursday, so day 3 was a Sunday.
      let first = range.lowerBound + ((3 - range.lowerBound) % 7 + 7) % 7
      return stride(from: first, through: range.upperBound, by: 7).map { $0 - 6...$0 }
    }
    guard let months = months(of: frequency), let start = try? CalendarDate(daysSinceEpoch: range.lowerBound),
      let january = try? CalendarDate(year: start.year, month: 1, day: 1)
    else { return [] }
    var periods: [ClosedRange<Int>] = []
    var first = january
    while first.daysSinceEpoch <= range.upperBound, let next = try? first.adding(months: months) {
      let period = first.daysSinceEpoch...(next.daysSinceEpoch - 1)
      if range.contains(period.upperBound) { periods.append(period) }
      first = next
    }
    return periods
  }

  /// The first days of the calendar months of a period; its own first day when it begins within a month.
  static func monthStarts(of period: ClosedRange<Int>) -> [Int] {
    guard var month = try? CalendarDate(daysSinceEpoch: period.lowerBound) else { return [] }
    var starts: [Int] = []
    while period.contains(month.daysSinceEpoch), let next = try? month.adding(months: 1) {
      starts.append(month.daysSinceEpoch)
      month = next
    }
    return starts
  }

  private static func months(of frequency: Frequency) -> Int? {
    switch frequency {
    case .monthly: 1
    case .quarterly: 3
    case .yearly: 12
    case .once, .daily, .weekly: nil
    }
  }
}
