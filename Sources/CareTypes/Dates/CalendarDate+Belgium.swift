extension CalendarDate {
  /// The legal date in Belgium at an instant.
  ///
  /// Belgium keeps UTC+1, and UTC+2 from 01:00 UTC on the last Sunday of March until 01:00 UTC on the last
  /// Sunday of October (directive 2000/84/EC). That rule holds since 1996; for earlier instants the one hour
  /// around midnight may differ from what clocks showed then. The registry asks this of its own clock only.
  ///
  /// - Parameter secondsSinceEpochUTC: Seconds since 1970-01-01T00:00:00Z.
  /// - Throws: `ValueError` of kind `.outOfRange` outside the years 1800...2200.
  package init(inBelgiumAt secondsSinceEpochUTC: Int64) throws(ValueError) {
    let secondsPerDay: Int64 = 86_400
    var (days, secondOfDay) = secondsSinceEpochUTC.quotientAndRemainder(dividingBy: secondsPerDay)
    if secondOfDay < 0 {
      days -= 1
      secondOfDay += secondsPerDay
    }
    let utc = try CalendarDate(daysSinceEpoch: Int(days))
    let summerStart = Int64(Self.lastSunday(ofMonthWith31Days: 3, year: utc.year)) * secondsPerDay + 3600
    let summerEnd = Int64(Self.lastSunday(ofMonthWith31Days: 10, year: utc.year)) * secondsPerDay + 3600
    let offset: Int64 = (summerStart..<summerEnd).contains(secondsSinceEpochUTC) ? 7200 : 3600
    let isNextDay = secondOfDay + offset >= secondsPerDay
    try self.init(daysSinceEpoch: Int(days) + (isNextDay ? 1 : 0))
  }

  /// The last Sunday of a month of 31 days, in days since 1970-01-01.
  private static func lastSunday(ofMonthWith31Days month: Int, year: Int) -> Int {
    let last = daysSinceEpoch(year: year, month: month, day: 31)
    // 1970-01-01 was a Thursday: four days after a Sunday. The second modulus is for days before 1970.
    let daysAfterSunday = ((last + 4) % 7 + 7) % 7
    return last - daysAfterSunday
  }
}

extension Instant {
  /// The first instant after a legal date in Belgium: midnight there.
  ///
  /// - Throws: `ValueError` at the end of the years that a legal date can have.
  package init(endOfDateInBelgium date: CalendarDate) throws(ValueError) {
    let next = try date.adding(days: 1)
    // Midnight lies two hours before that of UTC in summer, one hour in winter.
    let midnight = Int64(next.daysSinceEpoch) * 86_400
    let inSummer = midnight - 7_200
    self.init(seconds: try CalendarDate(inBelgiumAt: inSummer) == next ? inSummer : midnight - 3_600)
  }
}
