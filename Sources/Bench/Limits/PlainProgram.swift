import Crypto
import Foundation
import GRDB

/// A program that writes the same rows into the same tables as a service did, with the same encryption, and does nothing
/// else: it checks nothing, reads nothing, and knows no rules. It is the limit of what the service can reach on this
/// machine.
struct PlainProgram {
  private let queue: DatabaseQueue
  private let rows: WrittenRows
  private let sealedColumns: Set<String>
  private let hashedColumns: Set<String>
  private let key = SymmetricKey(size: .bits256)

  /// A program that writes rows into a database.
  ///
  /// - Parameters:
  ///   - rows: The rows.
  ///   - path: The database; it is opened with the settings of the services.
  ///   - sealed: The columns that hold sealed values: for each the program seals as many bytes.
  ///   - hashed: The columns that hold keyed hashes: for each the program makes one.
  init(writing rows: WrittenRows, into path: String, sealing sealed: Set<String>, hashing hashed: Set<String>) throws {
    queue = try DatabaseQueue(path: path, configuration: .services)
    try queue.inDatabase { try $0.execute(sql: "PRAGMA synchronous = FULL") }
    self.rows = rows
    sealedColumns = sealed
    hashedColumns = hashed
  }

  /// Writes all rows.
  ///
  /// - Parameters:
  ///   - transactions: Into how many transactions they are divided.
  ///   - situations: How many care situations they are.
  /// - Returns: How fast it wrote the rows of a care situation.
  func write(inTransactions transactions: Int, of situations: Int) throws -> Pace {
    let parts = rows.divided(into: transactions)
    let watch = Stopwatch()
    for part in parts {
      try queue.inTransaction(.immediate) { database in
        // Tables are written one after the other, so a row may come before the one that it refers to.
        try database.execute(sql: "PRAGMA defer_foreign_keys = ON")
        for (table, rows) in zip(rows.tables, part) where !rows.isEmpty { try write(rows, to: table, in: database) }
        return .commit
      }
    }
    return watch.pace(of: situations)
  }

  private func write(_ rows: [[DatabaseValue]], to table: WrittenRows.Table, in database: Database) throws {
    let names = table.columns.map { "\"\($0)\"" }.joined(separator: ", ")
    let marks = table.columns.map { _ in "?" }.joined(separator: ", ")
    let statement = try database.cachedStatement(
      sql: "INSERT INTO \"\(table.name)\" (\(names)) VALUES (\(marks))"
    )
    let sealed = table.columns.indices.filter { sealedColumns.contains("\(table.name).\(table.columns[$0])") }
    let hashed = table.columns.indices.filter { hashedColumns.contains("\(table.name).\(table.columns[$0])") }
    for row in rows {
      for column in sealed {
        guard case .blob(let content) = row[column].storage else { continue }
        // A nonce of 12 bytes and a tag of 16 belong to what is sealed.
        _ = try AES.GCM.seal(content.dropLast(28), using: key, authenticating: Data(table.name.utf8))
      }
      for column in hashed where !row[column].isNull {
        _ = HMAC<SHA256>.authenticationCode(for: Data("\(table.name)/\(row[0])".utf8), using: key)
      }
      statement.setUncheckedArguments(StatementArguments(row))
      try statement.execute()
    }
  }

  /// Closes the database.
  func close() throws { try queue.close() }
}
