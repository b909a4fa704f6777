import ServiceCore
package import CareTypes
package import SwiftProtobuf
package import TypeAPI

extension Google_Protobuf_Timestamp {
  /// The message for an instant.
  package init(_ instant: Instant) {
    self.init()
    seconds = instant.seconds
    nanos = Int32(instant.microseconds - instant.seconds * 1_000_000) * 1_000
  }
}

extension Instant {
  /// The instant of a message, in microseconds.
  ///
  /// - Throws: `ValueError` outside the years 1800 to 2200, or for a fraction that is no fraction.
  package init(_ message: Google_Protobuf_Timestamp) throws(ValueError) {
    guard (-5_364_662_400...7_289_654_400).contains(message.seconds), (0..<1_000_000_000).contains(message.nanos) else {
      throw ValueError(.outOfRange, "is not a time between 1800 and 2200")
    }
    self.init(microseconds: message.seconds * 1_000_000 + Int64(message.nanos) / 1_000)
  }
}

extension Mantel_Type_V1_Date {
  /// The message for a date.
  package init(_ date: CalendarDate) {
    self.init()
    year = Int32(date.year)
    month = Int32(date.month)
    day = Int32(date.day)
  }
}

extension CalendarDate {
  /// The date of a message.
  ///
  /// - Throws: `ValueError` when there is no such day.
  package init(_ message: Mantel_Type_V1_Date) throws(ValueError) {
    try self.init(year: Int(message.year), month: Int(message.month), day: Int(message.day))
  }
}

extension Validation {
  /// The date of a field that must be there.
  package mutating func date(_ field: String, _ message: Mantel_Type_V1_Date, isSet: Bool) -> CalendarDate? {
    guard isSet else {
      reject(field, "is required")
      return nil
    }
    return value(field) { () throws(ValueError) in try CalendarDate(message) }
  }

  /// The date of a field that may be absent.
  package mutating func optionalDate(_ field: String, _ message: Mantel_Type_V1_Date, isSet: Bool) -> CalendarDate? {
    isSet ? date(field, message, isSet: true) : nil
  }

  /// The size of a page: 50 when not given, at most 200.
  package mutating func pageSize(_ size: Int32) -> Int {
    require(size >= 0, "page_size", "is negative")
    return size == 0 ? 50 : min(Int(size), 200)
  }
}
