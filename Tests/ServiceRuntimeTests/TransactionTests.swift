import CareTypes
import Foundation
import ServiceCore
import ServiceRuntime
import Synchronization
import TestSupport
import Testing

@Suite("Transactions of a service")
struct TransactionTests {
  private static let tables = Migration("test-1", "CREATE TABLE item (value INTEGER UNIQUE, text TEXT) STRICT")

  private static let insert = "INSERT INTO item (value) VALUES (?)"
  private static let count = "SELECT count(*) FROM item"

  private func open(
    _ location: ServiceDatabase.Location = .temporary,
    counting counter: StatementCounter? = nil
  ) throws -> ServiceDatabase {
    try ServiceDatabase(location, label: "test", clock: .system, counting: counter, migrations: [Self.tables])
  }

  /// Gives the path of a database in a folder of its own, which is thrown away afterwards.
  private func withPath(_ body: (String) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: OpaqueID.random().text)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try await body(folder.appending(path: "test.sqlite").path)
  }

  private func add(_ values: [Int], to database: ServiceDatabase) async throws {
    try await database.write { transaction in
      for value in values { try transaction.connection.execute(Self.insert, [value]) }
    }
  }

  private func items(_ database: ServiceDatabase) async throws -> Int? {
    try await database.read { try $0.value(Int.self, Self.count) }
  }

  // MARK: - Reading

  @Test("A read sees one state of the database, whatever is written meanwhile")
  func snapshot() async throws {
    try await withPath { path in
      let database = try open(.file(path))
      try await add([1], to: database)
      let other = try DatabaseFile(path: path)
      let seen = try await database.read { db in
        let before = try db.value(Int.self, Self.count)
        try other.write { try $0.execute(Self.insert, [2]) }
        return [before, try db.value(Int.self, Self.count)]
      }
      #expect(seen == [1, 1])
      #expect(try await items(database) == 2)
    }
  }

  @Test("More reads than there are readers are all answered, also when some fail")
  func manyReads() async throws {
    let database = try open()
    try await add([1], to: database)
    let answered = await withTaskGroup(of: Bool.self) { group in
      for index in 0..<200 {
        group.addTask {
          let sql = index % 3 == 0 ? "SELECT nothing FROM item" : Self.count
          return (try? await database.read { try $0.value(Int.self, sql) }) != nil
        }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(answered == 133)
    #expect(try await items(database) == 1)
  }

  @Test("A read cannot write, and one that stops half way leaves nothing open")
  func readOnly() async throws {
    try await withPath { path in
      let database = try open(.file(path))
      try await add(Array(0..<100), to: database)
      await #expect(throws: StatementFault.self) { try await database.read { try $0.execute(Self.insert, [-1]) } }
      for _ in 0..<20 {
        await #expect(throws: CancellationError.self) {
          try await database.read { db in try db.each("SELECT value FROM item") { _ in throw CancellationError() } }
        }
        #expect(try await database.read { try $0.row("SELECT value FROM item ORDER BY value") }?["value"] == 0)
      }
      try await database.emptyLog()
      #expect(try Data(contentsOf: URL(filePath: path + "-wal")).isEmpty)
    }
  }

  // MARK: - What transactions cost

  @Test("Once they are prepared, reads and writes take their own statements and the two that begin and end them")
  func statements() async throws {
    let counter = StatementCounter()
    let database = try open(counting: counter)
    try await add([0], to: database)
    // Each reader prepares its own.
    for _ in 0..<2 { _ = try await items(database) }
    counter.reset()
    try await add([1, 2], to: database)
    #expect(counter.counts.executed == 4 && counter.counts.prepared == 0)
    #expect(counter.counts.commits == 1)
    counter.reset()
    _ = try await items(database)
    #expect(counter.counts.executed == 3 && counter.counts.prepared == 0)
    #expect(counter.counts.reads == 1)
  }

  @Test("A write that nobody waits behind is undone whole when it fails, without a savepoint")
  func alone() async throws {
    let counter = StatementCounter()
    let database = try open(counting: counter)
    try await add([1], to: database)
    counter.reset()
    await #expect(throws: StatementFault.self) { try await add([2, 3, 1], to: database) }
    #expect(counter.counts.executed == 5)
    #expect(counter.counts.commits == 0)
    #expect(try await items(database) == 1)
  }

  @Test("Calls that are at work at the same time share commits", .timeLimit(.minutes(1)))
  func atTheSameTime() async throws {
    let counter = StatementCounter()
    let database = try open(counting: counter)
    let calls = 64
    counter.reset()
    try await withTaskExecutorPreference(ConnectionExecutor.anyThread) {
      try await withThrowingTaskGroup(of: Void.self) { group in
        for value in 0..<calls {
          group.addTask {
            // What a call does before it writes, on the thread that the others wait for.
            let end = ContinuousClock.now + .milliseconds(1)
            while .now < end {}
            try await add([value], to: database)
          }
        }
        try await group.waitForAll()
      }
    }
    #expect(try await items(database) == calls)
    #expect(counter.counts.commits <= calls / 4)
  }

  @Test("Several commands share a commit, each in a savepoint that is prepared once")
  func together() async throws {
    let counter = StatementCounter()
    let database = try open(counting: counter)
    func run(_ values: [Int]) async throws -> Int {
      let commands = try values.map {
        try Command(requestID: UUID().uuidString, method: "test", body: Data("\($0)".utf8))
      }
      let results = await database.commands(commands) { transaction, index in
        Int(try transaction.connection.insert(Self.insert, [values[index]]))
      }
      return results.count { (try? $0.get()) != nil }
    }
    #expect(try await run([1, 2, 2]) == 2)
    counter.reset()
    #expect(try await run([3, 4, 4, 5, 6]) == 4)
    #expect(counter.counts.commits == 1)
    // What fails is prepared anew at most once.
    #expect(counter.counts.prepared <= 1)
  }

  @Test("A page that a transaction changes twice is logged once, also when it changes thousands of pages")
  func pages() async throws {
    let counter = StatementCounter()
    let database = try open(counting: counter)
    let rows = 3_000
    try await database.write { transaction in
      let text = String(repeating: "x", count: 3_000)
      for value in 0..<rows {
        try transaction.connection.execute("INSERT INTO item (value, text) VALUES (?, ?)", [value, text])
      }
    }
    counter.reset()
    try await database.write { transaction in
      for _ in 0..<2 { try transaction.connection.execute("UPDATE item SET value = value + 10000") }
    }
    // A row fills a page, and the index takes a few.
    #expect(counter.counts.pages >= rows)
    #expect(counter.counts.pages < rows * 5 / 4)
  }

  // MARK: - Faults

  @Test("After the disk was full nothing more is written in the transaction that it undid")
  func undone() async throws {
    let database = try open()
    try await add([1], to: database)
    try await database.limitGrowth(true)
    let isUndone = Mutex(false)
    _ = try? await database.write { transaction in
      let db = transaction.connection
      do {
        for value in 2..<200 {
          try db.execute("INSERT INTO item (value, text) VALUES (?, ?)", [value, String(repeating: "x", count: 5_000)])
        }
      } catch {
        // Whoever overlooks the fault does not write outside the transaction.
        try db.execute("DELETE FROM item")
      }
      isUndone.withLock { $0 = true }
    }
    #expect(!isUndone.withLock { $0 })
    try await database.limitGrowth(false)
    #expect(try await items(database) == 1)
    try await add([2], to: database)
    #expect(try await items(database) == 2)
  }
}
