package import ServiceCore
package import CareTypes
package import Crypto
import Foundation
import GRDB

/// The database of one service, and the only way to it.
///
/// Writes go through `GroupCommit`, so that concurrent commands share one sync to disk; every write is one savepoint
/// that holds state, events, request ledger and cursor together.
package final class ServiceDatabase: Sendable {
  /// Where the database is kept.
  package enum Location: Sendable {
    /// In a file; its folder must exist.
    case file(String)
    /// In a temporary file that only this process knows, gone with it: for tests.
    case temporary
  }

  private let writer: DatabaseQueue
  private let readers: Readers
  private let commits: GroupCommit
  private let signal: CommitSignal
  private let ledger: RequestLedger
  private let clock: RegistryClock
  private let temporaryPath: String?
  /// What is known of the storage.
  package let health: StorageHealth

  /// Opens a database, makes or upgrades its tables, and sets it to survive a loss of power.
  ///
  /// - Parameters:
  ///   - location: Where it is kept.
  ///   - label: Name of the service, for error texts and for debugging.
  ///   - migrations: The service's own migrations, in the order in which they are carried out.
  ///   - clock: Tells the record time of writes.
  ///   - digestKey: Keys the digests of request bodies, for services whose requests hold identity.
  ///   - counter: Counts what the database does, for tests; nil: nothing is counted.
  /// - Throws: `StartupError` when the file cannot be opened, is damaged, or was made by a newer version of Mantel.
  package init(
    _ location: Location,
    label: String,
    clock: RegistryClock,
    digestKey: SymmetricKey? = nil,
    counting counter: StatementCounter? = nil,
    migrations: [Migration]
  ) throws {
    let path: String
    switch location {
    case .file(let file):
      path = file
      temporaryPath = nil
    case .temporary:
      path = NSTemporaryDirectory() + "mantel-\(label)-\(OpaqueID.random()).sqlite"
      temporaryPath = path
    }
    var configuration = Configuration()
    configuration.label = label
    configuration.busyMode = .timeout(TimeInterval(Self.busyTimeout) / 1_000)
    configuration.foreignKeysEnabled = true
    configuration.journalMode = .wal
    // What is deleted is overwritten: an erased person must not be left in a free page.
    configuration.prepareDatabase { database in
      try database.execute(sql: "PRAGMA secure_delete = ON")
      // What a savepoint could roll back to must not be left in a temporary file either.
      try database.execute(sql: "PRAGMA temp_store = MEMORY")
      counter?.count(on: database)
    }

    let migrator = Migration.migrator(RuntimeTables.migrations + migrations)
    do {
      writer = try DatabaseQueue(path: path, configuration: configuration)
      guard try StartCheck.isSound(writer, label: label) else { throw StartupError(Self.damaged(label, path)) }
      if try writer.read(migrator.hasBeenSuperseded) {
        throw StartupError("The \(label) database was made by a newer version of Mantel: \(path)")
      }
      try migrator.migrate(writer)
      // The engine sets NORMAL after the connection has been prepared; a commit that was acknowledged must be on disk.
      try writer.writeWithoutTransaction { database in
        try database.execute(sql: "PRAGMA synchronous = FULL")
        try database.execute(sql: "PRAGMA cache_size = \(-Self.cacheSize)")
        try database.execute(sql: "PRAGMA wal_autocheckpoint = \(Self.logLength)")
      }
      readers = try Readers(path: path, configuration: configuration)
    } catch let error as StartupError {
      throw error
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
      throw StartupError(Self.damaged(label, path))
    } catch {
      throw StartupError("The \(label) database cannot be opened: \(path): \(Self.reason(error))")
    }
    health = StorageHealth(label: label)
    signal = CommitSignal()
    commits = GroupCommit(writer: writer, signal: signal)
    ledger = RequestLedger(keyedDigest: digestKey.map(LookupHash.init))
    self.clock = clock
  }

  deinit {
    // The writer empties the log and removes it when it is the last to close.
    readers.close()
    guard let temporaryPath else { return }
    for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: temporaryPath + suffix) }
  }

  private static func damaged(_ label: String, _ path: String) -> String {
    "The \(label) database is damaged, restore it from a backup: \(path)"
  }

  /// How long a statement waits for another process, in milliseconds.
  private static let busyTimeout = 5_000
  /// How long emptying the log waits for readers at a time, in milliseconds: whoever writes waits behind it.
  private static let checkpointTimeout = 100

  /// How much of the database the writer keeps in memory, in KiB. Many keys are random, so that a group of commands changes
  /// thousands of pages; those that find no room are written to the log, read back and written once more.
  private static let cacheSize = 65_536
  /// After how many pages, of 4 KiB, the log is written back into the database. A page that several transactions changed is
  /// then written back once.
  private static let logLength = 8_192

  private static func reason(_ error: any Error) -> String {
    guard let error = error as? DatabaseError else { return "\(error)" }
    return error.message ?? "SQLite error \(error.extendedResultCode.rawValue)"
  }

  /// Reads in one consistent snapshot, on the thread of the caller: what takes long reads some rows at a time.
  package func read<Value: Sendable>(_ body: @Sendable (Connection) throws -> Value) async throws -> Value {
    try await noted(.read) { try await readers.read(body) }
  }

  /// Does something with the database unless it is damaged, and takes in what came of it.
  private func noted<Value>(_ access: StorageHealth.Access, _ body: () async throws -> Value) async throws -> Value {
    try health.requireUndamaged()
    let result: Result<Value, any Error>
    do {
      result = .success(try await body())
    } catch {
      result = .failure(error)
    }
    return try health.noting(result, of: access).get()
  }

  /// Writes in one transaction: all of it, or nothing. Once begun it is finished, whether or not the caller waits.
  package func write<Value: Sendable>(
    _ body: @Sendable @escaping (WriteTransaction) throws -> Value
  ) async throws -> Value {
    let clock = clock
    let traceparent = TraceContext.current?.traceparent ?? ""
    return try await noted(.write) {
      try await commits.write { connection in
        try body(WriteTransaction(connection: connection, now: clock.now, traceparent: traceparent))
      }
    }
  }

  /// The time by the clock that writes are recorded with.
  package var now: Instant { clock.now }

  /// Carries out a command once: the same request id with the same body returns the first answer again.
  ///
  /// - Parameters:
  ///   - command: Who asks what, under which request id.
  ///   - body: Changes state and gives the answer, which is kept: it must hold no identity.
  /// - Throws: `Refusal` with `requestIDReused` for the same id with another body; what `body` throws.
  package func command<Answer: Codable & Sendable>(
    _ command: Command,
    _ body: @Sendable @escaping (WriteTransaction) throws -> Answer
  ) async throws -> Answer {
    let ledger = ledger
    return try await write { transaction in try Self.carryOut(command, ledger, in: transaction, body) }
  }

  /// The answer that was given to a command before; nil when its request id is new.
  ///
  /// - Throws: `Refusal` with `requestIDReused` for the same id with another body.
  package func answer<Answer: Codable & Sendable>(to command: Command) async throws -> Answer? {
    let ledger = ledger
    return try await read { try ledger.answer(to: command, as: Answer.self, in: $0) }
  }

  /// Carries out several commands in their order, in few transactions, each once and each in a savepoint of its own: one
  /// that fails takes nothing with it.
  ///
  /// - Parameters:
  ///   - commands: Who asks what, under which request ids.
  ///   - body: Carries out the command at an index, as in `command`.
  /// - Returns: For each command its answer, or what `body` threw.
  package func commands<Answer: Codable & Sendable>(
    _ commands: [Command],
    _ body: @Sendable @escaping (WriteTransaction, Int) throws -> Answer
  ) async -> [Result<Answer, any Error>] {
    let (clock, ledger) = (clock, ledger)
    let traceparent = TraceContext.current?.traceparent ?? ""
    do {
      try health.requireUndamaged()
    } catch {
      return commands.map { _ in .failure(error) }
    }
    let results = await commits.writeEach(commands.count) { connection, index in
      let transaction = WriteTransaction(connection: connection, now: clock.now, traceparent: traceparent)
      return try Self.carryOut(commands[index], ledger, in: transaction) { try body($0, index) }
    }
    return results.map { health.noting($0, of: .write) }
  }

  /// Carries out several commands as `commands` would, and undoes everything in the end.
  package func rehearse<Answer: Codable & Sendable>(
    _ commands: [Command],
    _ body: @Sendable @escaping (WriteTransaction, Int) throws -> Answer
  ) async throws -> [Result<Answer, any Error>] {
    let ledger = ledger
    do {
      return try await write { transaction in
        var results: [Result<Answer, any Error>] = []
        for (index, command) in commands.enumerated() {
          results.append(
            Result {
              try transaction.connection.savepoint {
                try Self.carryOut(command, ledger, in: transaction) { try body($0, index) }
              }
            }
          )
        }
        throw Rehearsal(results: results)
      }
    } catch let rehearsal as Rehearsal<Answer> {
      // What succeeded never reached the disk, and tells nothing of it.
      return rehearsal.results.map { result in
        if case .failure = result { health.noting(result, of: .write) } else { result }
      }
    }
  }

  /// Ends a transaction that is to be undone.
  private struct Rehearsal<Answer: Sendable>: Error {
    let results: [Result<Answer, any Error>]
  }

  /// The first answer to a command, or a new one that is kept.
  private static func carryOut<Answer: Codable>(
    _ command: Command,
    _ ledger: RequestLedger,
    in transaction: WriteTransaction,
    _ body: (WriteTransaction) throws -> Answer
  ) throws -> Answer {
    if let answer = try ledger.answer(to: command, as: Answer.self, in: transaction.connection) { return answer }
    let answer = try body(transaction)
    try ledger.record(command, answer: answer, at: transaction.now, in: transaction.connection)
    return answer
  }

  /// Forgets the answers to request ids of before a time, some at a time. They were recorded in the order of time.
  ///
  /// - Returns: How many were forgotten.
  package func forgetRequests(before time: Instant, limit: Int) async throws -> Int {
    try await write { transaction in
      try transaction.connection.change(
        """
        DELETE FROM request_ledger
        WHERE key IN (SELECT key FROM request_ledger ORDER BY key LIMIT ?) AND recorded < ?
        """,
        [limit, time.microseconds]
      )
    }
  }

  /// Empties the write-ahead log into the database, so that nothing that was overwritten stays in it. Waits for the
  /// readers of the moment, and lets others write meanwhile.
  ///
  /// - Throws: `Refusal` with `upstreamUnavailable` when a reader stays too long, such as a backup.
  package func emptyLog() async throws {
    for pause in [0, 50, 100, 200, 400, 800, 1_600] {
      if pause > 0 { try await Task.sleep(for: .milliseconds(pause)) }
      let isBusy = try await writer.writeWithoutTransaction { database in
        try database.execute(sql: "PRAGMA busy_timeout = \(Self.checkpointTimeout)")
        defer { try? database.execute(sql: "PRAGMA busy_timeout = \(Self.busyTimeout)") }
        return try Row.fetchOne(database, sql: "PRAGMA wal_checkpoint(TRUNCATE)").map { $0[0] as Int != 0 } ?? true
      }
      if !isBusy { return }
    }
    throw Refusal(.upstreamUnavailable, "The database does not take the call now; try again")
  }

  /// A signal at once and at each commit, for feeds that wait for something new. Never ends by itself; signals may fold
  /// into one.
  package func commitSignals() -> AsyncStream<Void> {
    signal.subscribe()
  }

  /// How far a feed has been followed; 0 at first.
  package func cursor(of feed: FeedName) async throws -> Int64 {
    try await read { db in
      try db.value(Int64.self, "SELECT sequence FROM event_cursor WHERE feed = ?", [feed.rawValue])
    } ?? 0
  }

  /// Lets the file grow no more, as on a full disk, or again: for tests.
  package func limitGrowth(_ isLimited: Bool) async throws {
    try await writer.writeWithoutTransaction { database in
      let pages = isLimited ? try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 1 : 1 << 30
      try database.execute(sql: "PRAGMA max_page_count = \(pages)")
    }
  }

  /// The value of a pragma, read through the writer: for the tests of durability.
  package func writerPragma(_ name: PragmaName) async throws -> Int? {
    try await writer.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA \(name.rawValue)") }
  }

  /// How SQLite would carry out a query, a line for each step: for the tests that nothing scans a table.
  package func queryPlan(of sql: String) async throws -> [String] {
    try await readers.read { connection in
      let statement = try connection.database.makeStatement(sql: "EXPLAIN QUERY PLAN \(sql)")
      statement.setUncheckedArguments([])
      return try Row.fetchAll(statement).map { $0["detail"] }
    }
  }

  /// The pragmas that a test may ask for.
  package enum PragmaName: String, Sendable {
    /// 2 is FULL.
    case synchronous
    /// 1 is on.
    case foreignKeys = "foreign_keys"
    /// In milliseconds.
    case busyTimeout = "busy_timeout"
    /// 1 is on.
    case secureDelete = "secure_delete"
    /// 2 is memory.
    case temporaryStore = "temp_store"
  }
}
