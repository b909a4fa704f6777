package import CareTypes
package import TypeAPI

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
