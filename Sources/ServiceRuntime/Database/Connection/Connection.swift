import GRDB
import GRDBSQLite
import ServiceCore

/// A connection to the database of a service, within a transaction. It must not leave the closure that it was given to.
///
/// This is all that a store sees of its database engine. Statements are prepared once for each connection and text, so a
/// text must not hold values: they are bound as arguments. The SQL is what SQLite and PostgreSQL both understand; a list of
/// values is bound as a `ValueList`.
package struct Connection {
  /// The engine's own connection.
  let database: GRDB.Database

  /// All rows of a query.
  ///
  /// - Throws: An error of the engine when the statement cannot be carried out, like all methods of this type. Who asked
  ///   for the transaction gets it as a `StatementFault`, or as a `Refusal` for a fault of storage.
  package func rows(_ sql: String, _ arguments: Arguments = []) throws -> [SQLRow] {
    var rows: [SQLRow] = []
    try each(sql, arguments) { rows.append($0) }
    return rows
  }

  /// The first row of a query; nil when there is none.
  package func row(_ sql: String, _ arguments: Arguments = []) throws -> SQLRow? {
    var first: SQLRow?
    try run(sql, arguments) { statement in
      first = SQLRow(of: statement)
      return false
    }
    return first
  }

  /// Goes through the rows of a query one by one, without keeping them all in memory.
  ///
  /// - Parameters:
  ///   - wantsMore: Whether to read another row; asked before each.
  ///   - body: Takes a row.
  package func each(
    _ sql: String,
    _ arguments: Arguments = [],
    while wantsMore: () -> Bool = { true },
    _ body: (SQLRow) throws -> Void
  ) throws {
    guard wantsMore() else { return }
    try run(sql, arguments) { statement in
      try body(SQLRow(of: statement))
      return wantsMore()
    }
  }

  /// The first column of the first row of a query; nil when there is no row, or the column is null.
  package func value<Value: SQLValue>(
    _ type: Value.Type,
    _ sql: String,
    _ arguments: Arguments = []
  ) throws -> Value? {
    var value: Value?
    try run(sql, arguments) { statement in
      value = .read(DatabaseValue(sqliteStatement: statement.sqliteStatement, index: 0), from: sql)
      return false
    }
    return value
  }

  /// The first column of all rows of a query. It must not be null in any.
  package func values<Value: SQLValue>(
    _ type: Value.Type,
    _ sql: String,
    _ arguments: Arguments = []
  ) throws -> [Value] {
    var values: [Value] = []
    try run(sql, arguments) { statement in
      values.append(.read(DatabaseValue(sqliteStatement: statement.sqliteStatement, index: 0), from: sql))
      return true
    }
    return values
  }

  /// Carries out a change.
  package func execute(_ sql: String, _ arguments: Arguments = []) throws {
    try run(sql, arguments) { _ in true }
  }

  /// Carries out a change.
  ///
  /// - Returns: How many rows it inserted, updated or deleted.
  package func change(_ sql: String, _ arguments: Arguments = []) throws -> Int {
    try execute(sql, arguments)
    return database.changesCount
  }

  /// Inserts a row into a table that has a column `key` as its primary key.
  ///
  /// - Returns: The key of the new row.
  package func insert(_ sql: String, _ arguments: Arguments = []) throws -> Int64 {
    try execute(sql, arguments)
    return database.lastInsertedRowID
  }

  /// Carries out several statements, separated by semicolons and without arguments, such as those that create tables.
  package func script(_ sql: String) throws {
    try requireTransaction(for: sql)
    try database.execute(sql: sql)
  }

  /// Carries out a statement, which is compiled once for this connection.
  ///
  /// The engine's own way to do this looks up columns by folding all their names, and asks at each step on which queue it
  /// runs, which takes twice as long as a small statement itself.
  ///
  /// - Parameter row: Takes the statement at each row, and says whether it wants another.
  private func run(_ sql: String, _ arguments: Arguments, _ row: (Statement) throws -> Bool) throws {
    try requireTransaction(for: sql)
    let statement = try database.cachedStatement(sql: sql)
    let handle = statement.sqliteStatement
    defer {
      sqlite3_reset(handle)
      sqlite3_clear_bindings(handle)
    }
    try arguments.bind(to: statement)
    while true {
      switch sqlite3_step(handle) {
      case SQLITE_ROW: if try !row(statement) { return }
      case SQLITE_DONE: return
      case let code:
        throw DatabaseError(
          resultCode: ResultCode(rawValue: code),
          message: database.lastErrorMessage,
          sql: statement.sql
        )
      }
    }
  }

  /// Refuses a statement after a fault of the disk: the engine has undone the transaction then, and the statement would be
  /// a transaction of its own.
  private func requireTransaction(for sql: String) throws {
    guard isInTransaction else {
      throw DatabaseError(resultCode: .SQLITE_ABORT, message: "The transaction was undone", sql: sql)
    }
  }
}
