import GRDB
import GRDBSQLite

/// The values that are bound to the parameters of a statement: in their order (`?`), or by name (`:name`). Nil is null.
package struct Arguments: ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
  private var values: [DatabaseValue] = []
  // Few, so that looking through them is faster than a dictionary. The last of a name is the one that is bound.
  private var named: [(name: String, value: DatabaseValue)] = []

  /// Values in the order of the parameters.
  package init(arrayLiteral elements: (any SQLArgument)?...) {
    values = elements.map { $0?.databaseValue ?? .null }
  }

  /// Values by the names of the parameters.
  package init(dictionaryLiteral elements: (String, (any SQLArgument)?)...) {
    named = elements.map { ($0, $1?.databaseValue ?? .null) }
  }

  /// These arguments and others by name; where both have a name, the value of the others.
  package func adding(_ others: Arguments) -> Arguments {
    var all = self
    all.values += others.values
    all.named += others.named
    return all
  }

  /// Binds the values to the parameters of a statement.
  ///
  /// - Throws: `DatabaseError` when a parameter has no value, or a value no parameter.
  func bind(to statement: Statement) throws {
    let handle = statement.sqliteStatement
    let count = sqlite3_bind_parameter_count(handle)
    guard named.isEmpty else { return try bindByName(to: statement, count) }
    guard count == values.count else { throw Self.mismatch(statement) }
    for (index, value) in zip(CInt(1)..., values) { try bind(value, to: statement, at: index) }
  }

  private func bindByName(to statement: Statement, _ count: CInt) throws {
    var rest = values.makeIterator()
    for index in 0..<count {
      // The name begins with its colon.
      let name = sqlite3_bind_parameter_name(statement.sqliteStatement, index + 1).map { String(cString: $0 + 1) }
      let value = name.flatMap { name in named.last { $0.name == name }?.value } ?? rest.next()
      guard let value else { throw Self.mismatch(statement) }
      try bind(value, to: statement, at: index + 1)
    }
    if rest.next() != nil { throw Self.mismatch(statement) }
  }

  private func bind(_ value: DatabaseValue, to statement: Statement, at index: CInt) throws {
    let code = value.bind(to: statement.sqliteStatement, at: index)
    guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code), sql: statement.sql) }
  }

  private static func mismatch(_ statement: Statement) -> DatabaseError {
    DatabaseError(resultCode: .SQLITE_MISUSE, message: "The arguments do not fit the parameters", sql: statement.sql)
  }
}
