import GRDB

/// An error of the database engine.
package struct StatementFault: Error {
  /// The engine's code for what went wrong.
  package let code: Int
  /// The statement, without the values that were bound; empty when it is not known.
  package let sql: String
  /// The engine's text. It may repeat values, so it is left out of the description, and neither logged nor answered.
  package let message: String
  /// Whether another connection holds the database, so that a later attempt may succeed.
  package let isBusy: Bool

  /// The fault that an error of the engine stands for.
  init(_ error: DatabaseError) {
    code = Int(error.extendedResultCode.rawValue)
    sql = error.sql ?? ""
    message = error.message ?? ""
    isBusy = error.resultCode == .SQLITE_BUSY
  }
}

extension StatementFault: CustomStringConvertible {
  /// The code and the statement.
  package var description: String { "The database refused a statement with code \(code): \(sql)" }
}

extension StatementFault: CustomReflectable {
  /// Shows what the description shows, so that no dump of an error repeats values.
  package var customMirror: Mirror { Mirror(self, children: ["code": code, "sql": sql]) }
}
