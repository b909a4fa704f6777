/// A legal date: a day of the calendar, without a time of day and without a zone (datum).
///
/// Years 1800...2200 of the proleptic Gregorian calendar, which Belgium has used for the whole of that time.
package struct CalendarDate: Sendable, Hashable {
  /// The years that can be written.
  package static let years = 1800...2200

  /// The year, 1800...2200.
  package let year: Int
  /// The month, 1...12.
  package let month: Int
  /// The day of the month, 1...31.
  package let day: Int

  /// Makes the date of a year, month and day.
  ///
  /// - Throws: `ValueError` of kind `.outOfRange` for a year outside `years`, `.noSuchDate` for a day that is
  ///   not in the calendar.
  package init(year: Int, month: Int, day: Int) throws(ValueError) {
    guard Self.years.contains(year) else {
      throw ValueError(.outOfRange, "The year of a date must lie between 1800 and 2200.")
    }
    guard (1...12).contains(month), day >= 1, day <= Self.daysIn(month: month, year: year) else {
      throw ValueError(.noSuchDate, "There is no such day in the calendar.")
    }
    self.init(checkedYear: year, month: month, day: day)
  }

  /// Reads an ISO 8601 date written as `YYYY-MM-DD`, and no other form of it.
  ///
  /// - Throws: `ValueError` of kind `.wrongLength`, `.wrongFormat`, `.outOfRange` or `.noSuchDate`.
  package init(iso text: String) throws(ValueError) {
    let bytes = Array(text.utf8)
    guard bytes.count == 10 else {
      throw ValueError(.wrongLength, "A date has ten characters, as in YYYY-MM-DD.")
    }
    var digits: [UInt8] = []
    for (position, byte) in bytes.enumerated() {
      if position == 4 || position == 7 {
        guard byte == UInt8(ascii: "-") else {
          throw ValueError(.wrongFormat, "A date is written as YYYY-MM-DD.")
        }
      } else if let digit = DigitText.digit(byte) {
        digits.append(digit)
      } else {
        throw ValueError(.wrongFormat, "A date is written as YYYY-MM-DD.")
      }
    }
    let parts = DigitText(digits: digits)
    try self.init(year: parts.number(0..<4), month: parts.number(4..<6), day: parts.number(6..<8))
  }

  /// Takes parts that are known to make a date.
  init(checkedYear year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// The date as `YYYY-MM-DD`.
  package var isoText: String {
    String(unsafeUninitializedCapacity: 10) { text in
      text.initialize(repeating: UInt8(ascii: "-"))
      for (number, places) in [(year, 0..<4), (month, 5..<7), (day, 8..<10)] {
        var rest = number
        for place in places.reversed() {
          text[place] = UInt8(ascii: "0") + UInt8(rest % 10)
          rest /= 10
        }
      }
      return 10
    }
  }

  /// How many days a month of 1...12 has in a year.
  static func daysIn(month: Int, year: Int) -> Int {
    switch month {
    case 2: isLeap(year: year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private static func isLeap(year: Int) -> Bool {
    year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
  }
}

extension CalendarDate: Comparable {
  /// Whether one day comes before the other.
  package static func < (left: CalendarDate, right: CalendarDate) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }
}

extension CalendarDate: CustomStringConvertible {
  /// The date as `YYYY-MM-DD`.
  package var description: String { isoText }
}
