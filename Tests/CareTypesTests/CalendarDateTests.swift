import CareTypes
import Testing

@Suite struct CalendarDateTests {
  @Test("Reads YYYY-MM-DD and writes it back")
  func isoText() throws {
    let date = try CalendarDate(iso: "2024-02-29")
    #expect(date.year == 2024 && date.month == 2 && date.day == 29)
    #expect(date.isoText == "2024-02-29")
    #expect("\(date)" == "2024-02-29")
  }

  @Test(
    "Refuses another form, a day that is not in the calendar and a year out of bounds",
    arguments: [
      ("2023-02-29", ValueError.Kind.noSuchDate), ("1900-02-29", .noSuchDate), ("2024-04-31", .noSuchDate),
      ("2024-13-01", .noSuchDate), ("2024-00-10", .noSuchDate), ("2024-01-00", .noSuchDate),
      ("1799-12-31", .outOfRange), ("2201-01-01", .outOfRange),
      ("2024-1-01", .wrongLength), ("2024-01-01T00:00", .wrongLength), ("", .wrongLength),
      ("2024/01/01", .wrongFormat), ("20240-1-01", .wrongFormat), ("+024-01-01", .wrongFormat),
      (" 024-01-01", .wrongFormat), ("2024-01-1\u{0661}", .wrongLength),
    ]
  )
  func refuses(text: String, kind: ValueError.Kind) {
    #expect(refusal(of: text) { text throws(ValueError) in try CalendarDate(iso: text) } == kind)
  }

  @Test(
    "Counts days from 1970-01-01",
    arguments: [
      ("1970-01-01", 0), ("1969-12-31", -1), ("2000-03-01", 11_017), ("2024-12-31", 20_088),
      ("1900-01-01", -25_567),
      ("1800-01-01", -62_091), ("2200-12-31", 84_370),
    ]
  )
  func epochDays(text: String, days: Int) throws {
    #expect(try CalendarDate(iso: text).daysSinceEpoch == days)
    #expect(try CalendarDate(daysSinceEpoch: days).isoText == text)
  }

  @Test("Every day from 1800 to 2200 follows the day before it and survives all conversions")
  func everyDay() throws {
    var wrong: [Int] = []
    var previous: CalendarDate?
    let first = try CalendarDate(iso: "1800-01-01").daysSinceEpoch
    let last = try CalendarDate(iso: "2200-12-31").daysSinceEpoch
    for days in first...last {
      let date = try CalendarDate(daysSinceEpoch: days)
      let isNext = previous.map { previous in
        previous < date
          && (date.day == previous.day + 1 && date.month == previous.month && date.year == previous.year
            || date.day == 1 && date.month == previous.month + 1 && date.year == previous.year
            || date.day == 1 && date.month == 1 && date.year == previous.year + 1)
      }
      let again = try CalendarDate(year: date.year, month: date.month, day: date.day)
      if isNext == false || date.daysSinceEpoch != days || again != date {
        wrong.append(days)
      }
      previous = date
    }
    #expect(wrong.isEmpty)
    #expect(last - first + 1 == 146_462)
  }

  @Test(
    "Refuses to leave the years 1800 to 2200, however large the step",
    arguments: [Int.max, .min, 1, 146_462]
  )
  func staysInRange(step: Int) throws {
    let last = try CalendarDate(iso: "2200-12-31")
    #expect(thrown { () throws(ValueError) in try last.adding(days: step) }?.kind == .outOfRange)
    #expect(thrown { () throws(ValueError) in try last.adding(months: step) }?.kind == .outOfRange)
    #expect(thrown { () throws(ValueError) in try last.adding(years: step) }?.kind == .outOfRange)
    #expect(
      thrown { () throws(ValueError) in try CalendarDate(daysSinceEpoch: step == 1 ? 84_371 : step) }?.kind
        == .outOfRange
    )
  }

  @Test(
    "Adds months up to the end of a shorter month",
    arguments: [
      ("2024-01-31", 1, "2024-02-29"), ("2023-01-31", 1, "2023-02-28"), ("2024-03-31", -1, "2024-02-29"),
      ("2024-01-15", -1, "2023-12-15"), ("2024-11-30", 3, "2025-02-28"), ("2024-02-29", 12, "2025-02-28"),
      ("2024-02-29", 48, "2028-02-29"), ("2024-06-15", 0, "2024-06-15"),
    ]
  )
  func addsMonths(start: String, months: Int, end: String) throws {
    #expect(try CalendarDate(iso: start).adding(months: months).isoText == end)
  }

  @Test("Adds years and days")
  func addsYearsAndDays() throws {
    let leapDay = try CalendarDate(iso: "2024-02-29")
    #expect(try leapDay.adding(years: 1).isoText == "2025-02-28")
    #expect(try leapDay.adding(years: 4).isoText == "2028-02-29")
    #expect(try leapDay.adding(days: 1).isoText == "2024-03-01")
    #expect(try leapDay.adding(days: -60).isoText == "2023-12-31")
    #expect(try leapDay.days(until: leapDay.adding(days: -60)) == -60)
  }

  @Test(
    "Counts full years as age is counted in law",
    arguments: [
      ("1948-03-17", "2025-03-16", 76), ("1948-03-17", "2025-03-17", 77),
      ("2004-02-29", "2022-02-28", 17), ("2004-02-29", "2022-03-01", 18), ("2004-02-29", "2024-02-28", 19),
      ("2004-02-29", "2024-02-29", 20), ("2011-09-30", "2011-09-30", 0), ("2011-09-30", "2011-09-29", -1),
    ]
  )
  func fullYears(born: String, at: String, age: Int) throws {
    #expect(try CalendarDate(iso: born).fullYears(until: CalendarDate(iso: at)) == age)
  }

  @Test(
    "Counts full months; a month without the day is full on the first of the next",
    arguments: [
      ("2024-01-15", "2024-02-14", 0), ("2024-01-15", "2024-02-15", 1), ("2024-01-31", "2024-02-29", 0),
      ("2024-01-31", "2024-03-01", 1), ("2024-01-31", "2024-03-31", 2), ("2023-12-31", "2025-01-01", 12),
      ("2024-02-15", "2024-02-14", -1),
    ]
  )
  func fullMonths(start: String, end: String, months: Int) throws {
    #expect(try CalendarDate(iso: start).fullMonths(until: CalendarDate(iso: end)) == months)
  }

  @Test("Twelve full months are one full year, and adding months up to the 28th is undone by counting them")
  func monthsAndYearsAgree() throws {
    var random = SplitMix64(seed: 1)
    var wrong: [String] = []
    for _ in 0..<5000 {
      let start = try CalendarDate(daysSinceEpoch: .random(in: -25_000...40_000, using: &random))
      let end = try CalendarDate(
        daysSinceEpoch: start.daysSinceEpoch + .random(in: 0...40_000, using: &random)
      )
      let months = Int.random(in: 0...500, using: &random)
      let isUndone =
        try start.day > 28
        || start.fullMonths(until: start.adding(months: months)) == months
      if start.fullMonths(until: end) / 12 != start.fullYears(until: end) || !isUndone {
        wrong.append("\(start) \(end) \(months)")
      }
    }
    #expect(wrong.isEmpty)
  }
}
