package import CareTypes
import GRDB
import ServiceCore

/// A row that a query found. Columns are read by name.
///
/// The types of the columns are held by the tables: reading a column as another type than the table declares is an error of
/// the program, and stops it.
package struct SQLRow {
  /// The names of the columns in their order. All rows of a statement share them.
  package let columnNames: [String]
  private let values: [DatabaseValue]

  /// The row at which a statement is.
  init(of statement: Statement) {
    columnNames = statement.columnNames
    values = (0..<CInt(columnNames.count)).map { DatabaseValue(sqliteStatement: statement.sqliteStatement, index: $0) }
  }

  /// The value of a column, of an optional type where it may be null.
  package subscript<Value: SQLValue>(_ column: String) -> Value { Value.read(stored(column), from: column) }

  /// The value of a column by its place in `columnNames`, for queries of many rows.
  package subscript<Value: SQLValue>(_ index: Int) -> Value { Value.read(values[index], from: columnNames[index]) }

  /// Whether a column is null.
  package func isNull(_ column: String) -> Bool { stored(column).isNull }

  private func stored(_ column: String) -> DatabaseValue {
    guard let index = columnNames.firstIndex(of: column) else { preconditionFailure("There is no column \(column)") }
    return values[index]
  }
}

// How columns hold the field's values. A value that cannot be read was written by something else than Mantel.
extension SQLRow {
  /// The word in a text column.
  package func word<Word: RawRepresentable>(_ column: String) throws -> Word where Word.RawValue == String {
    guard let word = Word(rawValue: self[column]) else { throw Refusal(.internal, "Unknown word in column \(column)") }
    return word
  }

  /// The word in a text column; nil when the column is null.
  package func optionalWord<Word: RawRepresentable>(_ column: String) throws -> Word? where Word.RawValue == String {
    isNull(column) ? nil : try word(column)
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
