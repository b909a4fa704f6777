import Foundation
package import GRDB

/// Several values as one argument of a statement, which thereby is the same text, and stays prepared, however many there
/// are.
///
/// A statement reads them with `IN \(ValueList.members("?"))` or, by name, `IN \(ValueList.members(":keys"))`.
package struct ValueList: SQLArgument {
  /// The values as a JSON array.
  private let json: String

  /// A list of keys of rows.
  package init(_ keys: some Sequence<Int64>) {
    json = "[\(keys.map(String.init).joined(separator: ","))]"
  }

  /// A list of words.
  ///
  /// - Throws: `EncodingError` for a text that is no valid Unicode.
  package init(_ words: some Sequence<String>) throws {
    json = String(decoding: try JSONEncoder().encode(Array(words)), as: UTF8.self)
  }

  /// The part of a statement that reads the values of a list.
  ///
  /// - Parameter parameter: The parameter to which the list is bound, `?` or `:name`.
  package static func members(_ parameter: String) -> String {
    "(SELECT value FROM json_each(\(parameter)))"
  }

  /// The value that is bound.
  package var databaseValue: DatabaseValue { json.databaseValue }

  /// A list is never read from a column.
  package static func fromDatabaseValue(_ value: DatabaseValue) -> ValueList? { nil }
}
