package import GRDB

/// A value that a column can hold: `Bool`, `Int`, `Int64`, `Double`, `String` or `Data`.
package typealias SQLValue = DatabaseValueConvertible & StatementColumnConvertible
