import CareTypes
import RightsDomain
import ServiceCore
import ServiceRuntime
import SwiftProtobuf
import TypeAPI

/// Reads which day and which time a question is about.
extension Validation {
  /// The days of ten years: for so long accounts are kept.
  static let mostDays = 3_653

  /// A day at most ten years before or after another.
  mutating func nearDay(_ field: String, _ message: Mantel_Type_V1_Date, to other: CalendarDate) -> CalendarDate? {
    guard let date = date(field, message, isSet: true) else { return nil }
    requireNear(field, date, to: other)
    return date
  }

  /// The legal day that a question is about, and the time after which nothing that became known counts; each nil when it is
  /// not given.
  mutating func asOf(
    _ date: Mantel_Type_V1_Date?,
    _ known: Google_Protobuf_Timestamp?,
    today: CalendarDate
  ) -> (date: CalendarDate?, known: Instant?) {
    let day = date.flatMap { nearDay("date", $0, to: today) }
    let time = known.flatMap { time in value("known_time") { () throws(ValueError) in try Instant(time) } }
    return (day, time)
  }

  /// The decision that a field names.
  mutating func decision(_ field: String, _ name: String, today: CalendarDate) -> DecisionName? {
    if name.isEmpty {
      missing(field)
      return nil
    }
    let decision = value(field) { () throws(ValueError) in try DecisionName(name) }
    if case .onDay(_, _, let date) = decision { requireNear(field, date, to: today) }
    return decision
  }

  private mutating func requireNear(_ field: String, _ date: CalendarDate, to other: CalendarDate) {
    require(abs(other.days(until: date)) <= Self.mostDays, field, "is more than ten years before or after")
  }
}
