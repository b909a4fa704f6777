package import CareTypes

/// How long what is kept (bewaartermijnen). A right, its control and the recovery of what was unduly paid must be over.
package enum Retention {
  /// Days for which an open draft waits for a clerk.
  package static let draftDays = 180
  /// Years for which care that ended is kept with the people in it.
  package static let endedCareYears = 10
  /// Days for which the first answer to a request id is remembered.
  package static let requestDays = 90
  /// Days before its last day on which evidence is told to end.
  package static let evidenceNoticeDays = 30

  /// The day before which care must have ended for its people not to be kept any more, on a day.
  ///
  /// - Throws: `ValueError` when that lies before the years that a date can have.
  package static func firstKeptEnd(on today: CalendarDate) throws(ValueError) -> CalendarDate {
    try today.adding(years: -endedCareYears)
  }
}
