import CareTypes
import Foundation
import GRDB

/// What one care situation takes in a database. These figures do not depend on the machine.
struct StoredSize {
  /// Rows in all tables.
  let rows: Double
  /// Entries in all indexes that are not the table itself.
  let indexEntries: Double
  /// Bytes on disk, indexes included.
  let bytes: Double

  /// Compares a database with an empty one of the same service.
  ///
  /// - Parameters:
  ///   - path: The database, whose write-ahead log is empty.
  ///   - empty: The path of an empty one.
  ///   - situations: How many care situations it has.
  init(of path: String, beside empty: String, situations: Int) throws {
    let (all, none) = (try Self.totals(of: path), try Self.totals(of: empty))
    let count = Double(situations)
    rows = Double(all.rows - none.rows) / count
    indexEntries = Double(all.entries - none.entries) / count
    bytes = Double(all.bytes - none.bytes) / count
  }

  private static func totals(of path: String) throws -> (rows: Int, entries: Int, bytes: Int) {
    // The copy is thrown away: counting writes statistics.
    let copy = path + "-counted"
    try FileManager.default.copyItem(atPath: path, toPath: copy)
    defer { for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: copy + suffix) } }
    let bytes = (try FileManager.default.attributesOfItem(atPath: copy)[.size] as? NSNumber)?.intValue ?? 0
    let queue = try DatabaseQueue(path: copy)
    defer { try? queue.close() }
    return try queue.write { database in
      let tables = try String.fetchAll(
        database,
        sql: "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'grdb%'"
      )
      let rows = try tables.reduce(0) { try $0 + (Int.fetchOne(database, sql: "SELECT count(*) FROM \"\($1)\"") ?? 0) }
      try database.execute(sql: "ANALYZE")
      // The first number is how many entries the index has. The primary key of a table without row ids is the table.
      let entries = try String.fetchAll(
        database,
        sql: """
          SELECT stat FROM sqlite_stat1 JOIN pragma_table_list AS list ON list.schema = 'main' AND list.name = tbl
          WHERE idx IS NOT NULL AND NOT (list.wr AND idx = tbl)
          """
      )
      let count = entries.reduce(0) { $0 + ($1.split(separator: " ").first.flatMap { Int($0) } ?? 0) }
      return (rows, count, bytes)
    }
  }
}
