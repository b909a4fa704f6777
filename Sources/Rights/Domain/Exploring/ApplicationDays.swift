package import CareTypes

/// The application period that is open on a day, or comes next after it.
package struct ApplicationDays: Sendable, Hashable {
  /// The first day, when the period is not open yet; nil when it is.
  package let opens: CalendarDate?
  /// The last day.
  package let last: CalendarDate

  /// The period; nil for a period whose days cannot be read.
  package init?(_ period: YearlyPeriod, on day: CalendarDate) {
    func date(_ text: String, _ year: Int) -> CalendarDate? {
      let parts = text.split(separator: "-").compactMap { Int($0) }
      guard parts.count == 2 else { return nil }
      // 29 February is the last day of the month in other years.
      return (try? CalendarDate(year: year, month: parts[0], day: parts[1]))
        ?? (try? CalendarDate(year: year, month: parts[0], day: parts[1] - 1))
    }
    let isOverYearEnd = period.first > period.last
    let isOpen = period.contains(day)
    let lastThisYear = date(period.last, day.year)
    guard let ends = lastThisYear, let begins = date(period.first, day.year) else { return nil }
    if isOpen {
      opens = nil
      guard let last = isOverYearEnd && day >= begins ? date(period.last, day.year + 1) : ends else { return nil }
      self.last = last
    } else {
      let startYear = day < begins ? day.year : day.year + 1
      guard let first = date(period.first, startYear),
        let last = date(period.last, isOverYearEnd ? startYear + 1 : startYear)
      else { return nil }
      opens = first
      self.last = last
    }
  }
}
