import Foundation
import GRDB

/// The rows that a program added to a database, table by table in the order of the schema.
struct WrittenRows {
  /// The rows of one table.
  struct Table {
    /// The name of the table.
    let name: String
    /// The names of its columns.
    let columns: [String]
    /// Its new rows, in the order of the table.
    let rows: [[DatabaseValue]]
    /// Which of its columns refers to which column of which table.
    let references: [Reference]
  }

  /// A column that refers to a row of another table.
  struct Reference {
    /// The place of the column.
    let column: Int
    /// The table that it refers to, and the column there.
    let target: String
  }

  /// The tables that got rows.
  let tables: [Table]

  /// How many rows all tables got.
  var count: Int { tables.reduce(0) { $0 + $1.rows.count } }

  /// Finds the rows of a database that an earlier copy of it does not have. Rows that were changed are not found.
  ///
  /// - Parameters:
  ///   - path: The database.
  ///   - earlier: The copy. Its write-ahead log must be empty.
  init(in path: String, since earlier: String) throws {
    let queue = try DatabaseQueue(path: path)
    defer { try? queue.close() }
    try queue.inDatabase { try $0.execute(sql: "ATTACH ? AS earlier", arguments: [earlier]) }
    tables = try queue.read { database in
      try Row.fetchAll(database, sql: Self.tablesSQL).compactMap { table in
        let rows = try Row.fetchAll(
          database,
          sql: Self.newRowsSQL(of: table["name"], hasRowID: table["wr"] == 0, database)
        )
        guard let first = rows.first else { return nil }
        return Table(
          name: table["name"],
          columns: Array(first.columnNames),
          rows: rows.map { Array($0.databaseValues) },
          references: try Self.references(of: table["name"], columns: Array(first.columnNames), database)
        )
      }
    }
  }

  /// Divides the rows into parts of about the same size, so that no row comes in an earlier part than one that it refers to.
  ///
  /// - Returns: For each part the rows of each table, by the place of the table in `tables`.
  func divided(into parts: Int) -> [[[[DatabaseValue]]]] {
    var divided = Array(repeating: tables.map { _ in [[DatabaseValue]]() }, count: parts)
    let targets = Set(tables.flatMap { $0.references.map(\.target) })
    var partOfTarget: [String: [DatabaseValue: Int]] = [:]
    for (place, table) in tables.enumerated() {
      for (index, row) in table.rows.enumerated() {
        let owners = table.references.compactMap { partOfTarget[$0.target]?[row[$0.column]] }
        let part = owners.max() ?? index * parts / table.rows.count
        divided[part][place].append(row)
        // Whatever refers to it may do so by any column.
        for (column, value) in zip(table.columns, row) where targets.contains("\(table.name).\(column)") {
          partOfTarget["\(table.name).\(column)", default: [:]][value] = part
        }
      }
    }
    return divided
  }

  private static func references(of table: String, columns: [String], _ database: Database) throws -> [Reference] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT "from", "table" || '.' || coalesce("to", (SELECT name FROM pragma_table_info("table") WHERE pk = 1)) AS target
        FROM pragma_foreign_key_list(?)
        """,
      arguments: [table]
    ).compactMap { row in
      columns.firstIndex(of: row["from"]).map { Reference(column: $0, target: row["target"]) }
    }
  }

  private static let tablesSQL = """
    SELECT list.name, list.wr FROM main.sqlite_master AS entry
    JOIN pragma_table_list AS list ON list.schema = 'main' AND list.name = entry.name
    WHERE entry.type = 'table' AND entry.name NOT LIKE 'sqlite%' AND entry.name NOT LIKE 'grdb%'
    ORDER BY entry.rowid
    """

  private static func newRowsSQL(of table: String, hasRowID: Bool, _ database: Database) throws -> String {
    if hasRowID {
      return """
        SELECT * FROM main."\(table)"
        WHERE rowid > (SELECT coalesce(max(rowid), 0) FROM earlier."\(table)") ORDER BY rowid
        """
    }
    let keys = try String.fetchAll(
      database,
      sql: "SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk",
      arguments: [table]
    )
    let same = keys.map { "old.\"\($0)\" = new.\"\($0)\"" }.joined(separator: " AND ")
    return """
      SELECT * FROM main."\(table)" AS new
      WHERE NOT EXISTS (SELECT 1 FROM earlier."\(table)" AS old WHERE \(same))
      """
  }
}
