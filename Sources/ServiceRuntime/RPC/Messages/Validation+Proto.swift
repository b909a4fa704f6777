package import CareTypes
package import ServiceCore
package import TypeAPI

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
