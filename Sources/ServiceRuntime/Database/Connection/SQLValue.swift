package import Foundation
package import GRDB

/// A value that can be bound to a parameter of a statement.
package protocol SQLArgument: DatabaseValueConvertible {}

/// A value that a column can hold, or one of its optional type where the column may be null.
package protocol SQLValue: SQLArgument, StatementColumnConvertible {}

extension Bool: SQLValue {}
extension Int: SQLValue {}
extension Int64: SQLValue {}
extension Double: SQLValue {}
extension String: SQLValue {}
extension Data: SQLValue {}
extension Optional: SQLArgument where Wrapped: SQLValue {}
extension Optional: SQLValue where Wrapped: SQLValue {}
