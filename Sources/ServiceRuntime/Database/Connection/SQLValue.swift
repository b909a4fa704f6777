package import Foundation
package import GRDB

/// A value that can be bound to a parameter of a statement.
package protocol SQLArgument: DatabaseValueConvertible {}

/// A value that a column can hold, or one of its optional type where the column may be null.
package protocol SQLValue: SQLArgument {
  /// The value that is stored in a column. A value of another type stops the program.
  ///
  /// - Parameter column: The name of the column, for the text of the error.
  static func read(_ stored: DatabaseValue, from column: String) -> Self
}

extension SQLValue {
  /// The value that is stored in a column.
  package static func read(_ stored: DatabaseValue, from column: String) -> Self {
    guard let value = fromDatabaseValue(stored) else { preconditionFailure("The column \(column) is no \(Self.self)") }
    return value
  }
}

extension Bool: SQLValue {}
extension Int: SQLValue {}
extension Int64: SQLValue {}
extension Double: SQLValue {}
extension String: SQLValue {}
extension Data: SQLValue {}
extension Optional: SQLArgument where Wrapped: SQLValue {}
extension Optional: SQLValue where Wrapped: SQLValue {
  /// The value that is stored in a column; nil when it is null.
  package static func read(_ stored: DatabaseValue, from column: String) -> Self {
    stored.isNull ? nil : Wrapped.read(stored, from: column)
  }
}
