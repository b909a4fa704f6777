import GRDB
import GRDBSQLite
import Synchronization

/// Counts what a database does, for the tests and the benchmark that hold how much a call may cost.
///
/// It is given to a database when that is opened, and counts on all its connections. What it counts does not depend on the
/// machine.
package final class StatementCounter: Sendable {
  /// What was counted.
  package struct Counts: Equatable, Sendable {
    /// Statements that were executed, among them those that begin, mark and end transactions. What a trigger does is part
    /// of the statement that sets it off.
    package var executed = 0
    /// Statements that were compiled, and then executed, among them those that the engine compiled again after a change of
    /// the tables.
    package var prepared = 0
    /// Transactions that were written to disk. Each is one sync, when the log need not be emptied.
    package var commits = 0
    /// Transactions that only read.
    package var reads = 0
    /// Pages that were written to the log of the database, of 4,096 bytes each.
    package var pages = 0

    /// Nothing at all.
    package init() {}
  }

  private let total = Mutex(Counts())
  private let text: String

  /// A counter at zero.
  ///
  /// - Parameter text: Only the statements that contain this text count as executed and prepared; empty: all statements.
  package init(containing text: String = "") {
    self.text = text
  }

  /// What was counted since the start or the last reset.
  package var counts: Counts { total.withLock { $0 } }

  /// Starts again at zero.
  package func reset() {
    total.withLock { $0 = Counts() }
  }

  /// Counts what a connection does from now on. The connection must not outlive the counter.
  func count(on database: Database) {
    sqlite3_trace_v2(
      database.sqliteConnection,
      UInt32(SQLITE_TRACE_STMT | SQLITE_TRACE_PROFILE),
      { event, counter, statement, text in
        guard let counter, let statement else { return SQLITE_OK }
        let (receiver, traced) = (Unmanaged<StatementCounter>.fromOpaque(counter), OpaquePointer(statement))
        if event == SQLITE_TRACE_STMT {
          receiver.takeUnretainedValue().begin(traced, as: text?.assumingMemoryBound(to: CChar.self))
        } else {
          receiver.takeUnretainedValue().end(traced)
        }
        return SQLITE_OK
      },
      Unmanaged.passUnretained(self).toOpaque()
    )
  }

  /// Counts a statement that begins.
  ///
  /// - Parameter name: Its text, or a comment when it is a trigger.
  private func begin(_ statement: SQLiteStatement, as name: UnsafePointer<CChar>?) {
    if let name, String(cString: name).hasPrefix("--") { return }
    let sql = Self.sql(statement)
    let isNew = sqlite3_stmt_status(statement, SQLITE_STMTSTATUS_RUN, 0) == 0
    let again = Int(sqlite3_stmt_status(statement, SQLITE_STMTSTATUS_REPREPARE, 1))
    let isRead = sql.hasPrefix("BEGIN") && sqlite3_db_readonly(sqlite3_db_handle(statement), "main") == 1
    total.withLock { total in
      if isRead { total.reads += 1 }
      if !text.isEmpty, !sql.contains(text) { return }
      total.executed += 1
      total.prepared += (isNew ? 1 : 0) + again
    }
  }

  /// Counts what a statement that ended has written.
  private func end(_ statement: SQLiteStatement) {
    let connection = sqlite3_db_handle(statement)
    var (pages, highest): (CInt, CInt) = (0, 0)
    sqlite3_db_status(connection, SQLITE_DBSTATUS_CACHE_WRITE, &pages, &highest, 1)
    let isCommit =
      Self.sql(statement).hasPrefix("COMMIT") && sqlite3_db_readonly(connection, "main") == 0
      && sqlite3_get_autocommit(connection) != 0
    total.withLock { total in
      total.pages += Int(pages)
      if isCommit { total.commits += 1 }
    }
  }

  private static func sql(_ statement: SQLiteStatement) -> String {
    sqlite3_sql(statement).map { String(cString: $0) } ?? ""
  }
}
