import Foundation
import GRDB

/// What a disk and SQLite can do at most: one plain table, written and read by nothing but GRDB, in a database with the
/// settings of the services.
struct PlainDatabase {
  private let queue: DatabaseQueue

  init(path: String) throws {
    queue = try DatabaseQueue(path: path, configuration: .services)
    try queue.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA synchronous = FULL")
      try database.execute(sql: "CREATE TABLE plain (key INTEGER PRIMARY KEY, content BLOB NOT NULL) STRICT")
    }
  }

  /// The database of a service, to be read only.
  init(reading path: String) throws {
    var configuration = Configuration()
    configuration.readonly = true
    queue = try DatabaseQueue(path: path, configuration: configuration)
  }

  /// The number of the last event in the outbox of a service; 0 if there is none.
  func lastEvent() throws -> Int64 {
    try queue.read { try Int64.fetchOne($0, sql: "SELECT max(sequence) FROM outbox") ?? 0 }
  }

  /// Inserts rows, and returns when they are on disk.
  ///
  /// - Parameters:
  ///   - count: How many.
  ///   - bytes: How many bytes they have together.
  func insert(_ count: Int, bytes: Int) throws {
    let content = Data(repeating: 0xA5, count: bytes / count)
    try queue.write { database in
      let statement = try database.cachedStatement(sql: "INSERT INTO plain (content) VALUES (?)")
      for _ in 0..<count { try statement.execute(arguments: [content]) }
    }
  }

  /// Reads the row of a key.
  func fetch(_ key: Int) throws {
    try queue.unsafeRead { database in
      _ = try Row.fetchOne(database.cachedStatement(sql: "SELECT * FROM plain WHERE key = ?"), arguments: [key])
    }
  }
}
