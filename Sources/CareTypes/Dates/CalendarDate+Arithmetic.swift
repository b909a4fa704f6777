extension CalendarDate {
  /// Days since 1970-01-01, which is day 0; earlier days are negative.
  package var daysSinceEpoch: Int {
    Self.daysSinceEpoch(year: year, month: month, day: day)
  }

  /// Makes the date that lies a number of days after 1970-01-01, or before it when negative.
  ///
  /// - Throws: `ValueError` of kind `.outOfRange` outside the years 1800...2200.
  package init(daysSinceEpoch days: Int) throws(ValueError) {
    guard Self.epochDays.contains(days) else {
      throw ValueError(.outOfRange, "The date would lie outside the years 1800 to 2200.")
    }
    // The reverse of daysSinceEpoch(year:month:day:), in the same years that begin on 1 March.
    let shifted = days + Self.epochFromMarchOfYear0
    let era = shifted / Self.daysPerEra
    let dayOfEra = shifted % Self.daysPerEra
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    self.init(
      checkedYear: era * 400 + yearOfEra + (month <= 2 ? 1 : 0),
      month: month,
      day: dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    )
  }

  /// The date a number of days later, or earlier when negative.
  ///
  /// - Throws: `ValueError` of kind `.outOfRange` outside the years 1800...2200.
  package func adding(days: Int) throws(ValueError) -> CalendarDate {
    let (sum, overflow) = daysSinceEpoch.addingReportingOverflow(days)
    return try CalendarDate(daysSinceEpoch: overflow ? .max : sum)
  }

  /// The same day a number of months later, or the last day of that month where it has no such day.
  ///
  /// - Throws: `ValueError` of kind `.outOfRange` outside the years 1800...2200.
  package func adding(months: Int) throws(ValueError) -> CalendarDate {
    let (sum, overflow) = (year * 12 + month - 1).addingReportingOverflow(months)
    guard !overflow, sum >= 0 else {
      throw ValueError(.outOfRange, "The date would lie outside the years 1800 to 2200.")
    }
    let (year, month) = (sum / 12, sum % 12 + 1)
    return try CalendarDate(year: year, month: month, day: min(day, Self.daysIn(month: month, year: year)))
  }

  /// The same day a number of years later; 29 February becomes 28 February where the year has no 29th.
  ///
  /// A birthday is not found this way: see `fullYears(until:)`.
  ///
  /// - Throws: `ValueError` of kind `.outOfRange` outside the years 1800...2200.
  package func adding(years: Int) throws(ValueError) -> CalendarDate {
    let (months, overflow) = years.multipliedReportingOverflow(by: 12)
    return try adding(months: overflow ? .max : months)
  }

  /// How many days lie between this day and the other; negative when the other is earlier.
  package func days(until other: CalendarDate) -> Int {
    other.daysSinceEpoch - daysSinceEpoch
  }

  /// How many years are full at the other day: the age, in law, of someone born on this day (leeftijd).
  ///
  /// Someone born on 29 February is a year older on 1 March of a year without that day. A year of life is
  /// full only once as many calendar years have run to their last day, and on 28 February the year that began
  /// on a 29th still has to end.
  ///
  /// Negative when the other day is earlier: −1 on the day before birth.
  package func fullYears(until other: CalendarDate) -> Int {
    other.year - year - ((other.month, other.day) < (month, day) ? 1 : 0)
  }

  /// How many months are full at the other day, by the rule of `fullYears(until:)`.
  ///
  /// A month that lacks this day is full on the first of the next: from 31 January, one month is full on 1
  /// March. `adding(months:)` does the reverse only up to the 28th of a month, because it clamps.
  package func fullMonths(until other: CalendarDate) -> Int {
    (other.year - year) * 12 + other.month - month - (other.day < day ? 1 : 0)
  }

  /// Days since 1970-01-01 of a date that exists.
  ///
  /// Counts in years that begin on 1 March, so that the leap day is the last of its year, and in eras of 400
  /// years, after which the Gregorian calendar repeats. Years here are never negative, so `/` rounds down.
  static func daysSinceEpoch(year: Int, month: Int, day: Int) -> Int {
    let marchYear = month <= 2 ? year - 1 : year
    let era = marchYear / 400
    let yearOfEra = marchYear % 400
    let monthFromMarch = month > 2 ? month - 3 : month + 9
    let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * daysPerEra + dayOfEra - epochFromMarchOfYear0
  }

  /// Days in 400 Gregorian years.
  private static let daysPerEra = 146_097
  /// Days from 1 March of the year 0 to 1970-01-01.
  private static let epochFromMarchOfYear0 = 719_468
  /// From 1800-01-01 to 2200-12-31.
  private static let epochDays =
    daysSinceEpoch(
      year: years.lowerBound,
      month: 1,
      day: 1
    )...daysSinceEpoch(year: years.upperBound, month: 12, day: 31)
}
