import GRDB
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
    try Row.fetchAll(database.cachedStatement(sql: sql), arguments: arguments.bound).map(SQLRow.init)
  }

  /// The first row of a query; nil when there is none.
  package func row(_ sql: String, _ arguments: Arguments = []) throws -> SQLRow? {
    try Row.fetchOne(database.cachedStatement(sql: sql), arguments: arguments.bound).map(SQLRow.init)
  }

  /// Goes through the rows of a query one by one, without keeping them all in memory.
  ///
  /// - Parameters:
  ///   - wantsMore: Whether to read another row; asked before each.
  ///   - body: Takes a row, which it must not keep.
  package func each(
    _ sql: String,
    _ arguments: Arguments = [],
    while wantsMore: () -> Bool = { true },
    _ body: (SQLRow) throws -> Void
  ) throws {
    let rows = try Row.fetchCursor(database.cachedStatement(sql: sql), arguments: arguments.bound)
    while wantsMore(), let row = try rows.next() { try body(SQLRow(stored: row)) }
  }

  /// The first column of the first row of a query; nil when there is no row, or the column is null.
  package func value<Value: SQLValue>(
    _ type: Value.Type,
    _ sql: String,
    _ arguments: Arguments = []
  ) throws -> Value? {
    try Value.fetchOne(database.cachedStatement(sql: sql), arguments: arguments.bound)
  }

  /// The first column of all rows of a query. It must not be null in any.
  package func values<Value: SQLValue>(
    _ type: Value.Type,
    _ sql: String,
    _ arguments: Arguments = []
  ) throws -> [Value] {
    try Value.fetchAll(database.cachedStatement(sql: sql), arguments: arguments.bound)
  }

  /// Carries out a change.
  package func execute(_ sql: String, _ arguments: Arguments = []) throws {
    try database.cachedStatement(sql: sql).execute(arguments: arguments.bound)
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
    try database.execute(sql: sql)
  }

  /// Does something that is undone as a whole when it throws, while what the transaction did before stays.
  ///
  /// - Throws: What `body` throws.
  package func savepoint<Value>(_ body: () throws -> Value) throws -> Value {
    var value: Value?
    try database.inSavepoint {
      value = try body()
      return .commit
    }
    guard let value else { throw Refusal(.internal, "A savepoint ended without a value") }
    return value
  }
}
