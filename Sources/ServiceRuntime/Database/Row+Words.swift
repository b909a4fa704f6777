import ServiceCore
package import CareTypes
package import GRDB

// How rows stand for the field's values. A value that cannot be read was written by something else than Mantel.
extension Row {
  /// The word in a text column.
  package func word<Word: RawRepresentable>(_ column: String) throws -> Word where Word.RawValue == String {
    guard let word = Word(rawValue: self[column]) else { throw Refusal(.internal, "Unknown word in column \(column)") }
    return word
  }

  /// The word in a text column; nil when the column is null.
  package func optionalWord<Word: RawRepresentable>(_ column: String) throws -> Word? where Word.RawValue == String {
    (self[column] as String?) == nil ? nil : try word(column)
  }

  /// The opaque id of a text column.
  package func id(_ column: String) throws -> OpaqueID {
    guard let id = OpaqueID(self[column] as String) else { throw Refusal(.internal, "No valid id in column \(column)") }
    return id
  }

  /// The date of a column of days since 1970-01-01.
  package func date(_ column: String) throws -> CalendarDate {
    try CalendarDate(daysSinceEpoch: self[column])
  }

  /// The date of a column of days since 1970-01-01, when it is not null.
  package func optionalDate(_ column: String) throws -> CalendarDate? {
    try (self[column] as Int?).map { try CalendarDate(daysSinceEpoch: $0) }
  }

  /// The span of the columns `start_date` and `end_date`.
  package func span() throws -> DateSpan {
    try DateSpan(start: date("start_date"), end: optionalDate("end_date"))
  }
}
