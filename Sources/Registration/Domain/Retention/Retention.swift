package import CareTypes

/// How long data is kept (bewaartermijnen): until a right, its control, and the recovery of undue payments are over.
package enum Retention {
  /// Days for which an open draft waits for a clerk.
  package static let draftDays = 180
  /// Years for which care that ended is kept with the people in it.
  package static let endedCareYears = 10
  /// Days for which the first answer to a request id is remembered.
  package static let requestDays = 90
  /// Days before the last day of evidence on which its end is announced.
  package static let evidenceNoticeDays = 30

  /// The day before which care must have ended for its people not to be kept any more, on a day.
  ///
  /// - Throws: `ValueError` when that lies before the years that a date can have.
  package static func firstKeptEnd(on today: CalendarDate) throws(ValueError) -> CalendarDate {
    try today.adding(years: -endedCareYears)
  }

  /// What is kept of the birth date of a caregiver who is erased, so that the counts by age of earlier days stay the same.
  ///
  /// That is the month. The day is kept only if the caregiver cared in a month in which they came into another age band.
  ///
  /// - Parameter care: The days on which they cared; recipients are not counted.
  /// - Returns: The birth date, or the first day of its month; nil for someone who never cared.
  /// - Throws: `ValueError` for a day out of the range of the calendar.
  package static func birthDateToKeep(
    _ birthDate: CalendarDate,
    of care: [DateSpan]
  ) throws(ValueError) -> CalendarDate? {
    if care.isEmpty { return nil }
    let month = try CalendarDate(year: birthDate.year, month: birthDate.month, day: 1)
    let isDayNeeded = care.contains { span in
      (span.start.year...max(span.start.year, span.end?.year ?? CalendarDate.years.upperBound)).contains { year in
        guard let first = try? CalendarDate(year: year, month: month.month, day: 1),
          let eve = try? first.adding(days: birthDate.day - 2), first <= eve,
          let days = try? DateSpan(start: first, end: eve), days.overlaps(span)
        else { return false }
        return AgeBand(age: birthDate.fullYears(until: first)) != AgeBand(age: month.fullYears(until: first))
      }
    }
    return isDayNeeded ? birthDate : month
  }

  /// The last days of care of someone who is erased: it ends today, also if it was still to begin, so that nothing is active
  /// of someone who is no longer known.
  ///
  /// - Returns: Nil for care that ended before today.
  /// - Throws: `ValueError` for days out of the range of the calendar.
  package static func endOfErasedCare(_ care: DateSpan, today: CalendarDate) throws(ValueError) -> DateSpan? {
    care.ends(before: today) ? nil : try DateSpan(start: min(care.start, today), end: today)
  }
}
