import GRDB
import CareTypes
import Crypto
import Foundation
import ServiceCore
import ServiceRuntime
import TestSupport
import Testing

@Suite("Commands that share a transaction, and what is left behind")
struct CommandsTests {
  private func open(
    _ location: ServiceDatabase.Location = .temporary,
    clock: RegistryClock = .system,
    digestKey: SymmetricKey? = nil
  ) throws -> ServiceDatabase {
    try ServiceDatabase(location, label: "test", clock: clock, digestKey: digestKey, migrations: [Self.tables])
  }

  private static let tables = Migration(
    "test-1",
    """
    CREATE TABLE item (key INTEGER PRIMARY KEY, value TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE note (key INTEGER PRIMARY KEY, value TEXT NOT NULL) STRICT;
    """
  )

  private func commands(_ bodies: [String], ids: [String]? = nil) throws -> [Command] {
    try bodies.enumerated().map { index, body in
      try Command(requestID: ids?[index] ?? UUID().uuidString, method: "test", body: Data(body.utf8))
    }
  }

  /// Adds what each command says; refuses `no`, and fails at what is there already.
  private func add(
    _ bodies: [String],
    ids: [String]? = nil,
    to database: ServiceDatabase,
    isRehearsal: Bool = false
  ) async throws -> [Result<Int, any Error>] {
    let write: @Sendable (WriteTransaction, Int) throws -> Int = { transaction, index in
      let key = Int(try transaction.connection.insert("INSERT INTO item (value) VALUES (?)", [bodies[index]]))
      if bodies[index] == "no" { throw Refusal.notFound("it") }
      return key
    }
    let asked = try commands(bodies, ids: ids)
    return isRehearsal ? try await database.rehearse(asked, write) : await database.commands(asked, write)
  }

  private func items(_ database: ServiceDatabase) async throws -> [String] {
    try await database.read { try $0.values(String.self, "SELECT value FROM item ORDER BY value") }
  }

  private func answers(_ database: ServiceDatabase) async throws -> Int {
    try await database.read { try $0.value(Int.self, "SELECT count(*) FROM request_ledger") } ?? -1
  }

  @Test("Each command stands alone: one that fails takes nothing with it, and leaves no answer")
  func alone() async throws {
    let database = try open()
    let results = try await add(["a", "no", "b", "a", "c"], to: database)
    #expect(results.map { (try? $0.get()) != nil } == [true, false, true, false, true])
    #expect(throws: Refusal.self) { try results[1].get() }
    #expect(throws: StatementFault.self) { try results[3].get() }
    #expect(try await items(database) == ["a", "b", "c"])
    #expect(try await answers(database) == 3)
  }

  @Test("None at all is nothing")
  func none() async throws {
    let database = try open()
    #expect(try await add([], to: database).isEmpty)
    #expect(try await add([], to: database, isRehearsal: true).isEmpty)
  }

  @Test("A command has its first answer again, within one call and over several; another body is refused")
  func ledger() async throws {
    let database = try open()
    let ids = (0..<3).map { _ in UUID().uuidString }
    let first = try await add(["a", "b", "a", "c"], ids: [ids[0], ids[1], ids[0], ids[1]], to: database)
    #expect(try first[2].get() == first[0].get())
    #expect { try first[3].get() } throws: { ($0 as? Refusal)?.reason == .requestIDReused }
    let again = try await add(["b", "a", "d"], ids: [ids[1], ids[0], ids[2]], to: database)
    #expect(try again[0].get() == first[1].get() && again[1].get() == first[0].get())
    #expect(try await items(database) == ["a", "b", "d"])
    // One command on its own, and one among several, know each other.
    let command = try Command(requestID: ids[0].lowercased(), method: "test", body: Data("a".utf8))
    #expect(try await database.command(command) { _ in 99 } == first[0].get())
    #expect(try await database.answer(to: command) == first[0].get())
    let foreign = try await CallContext.$current.withValue(CallContext(client: "other")) {
      try await add(["e"], ids: [ids[0]], to: database)
    }
    #expect(throws: Never.self) { try foreign[0].get() }
  }

  @Test("A rehearsal tells what would come of each, one after the other, and leaves nothing")
  func rehearsal() async throws {
    let database = try open()
    _ = try await add(["a"], to: database)
    let ids = (0..<5).map { _ in UUID().uuidString }
    let bodies = ["b", "a", "b", "no", "c"]
    let rehearsed = try await add(bodies, ids: ids, to: database, isRehearsal: true)
    #expect(rehearsed.map { (try? $0.get()) != nil } == [true, false, false, false, true])
    #expect(try await items(database) == ["a"])
    #expect(try await answers(database) == 1)
    let real = try await add(bodies, ids: ids, to: database)
    #expect(real.map { try? $0.get() } == rehearsed.map { try? $0.get() })
    #expect(try await items(database) == ["a", "b", "c"])
  }

  @Test("Rehearsals and commands at once do not meet")
  func atOnce() async throws {
    let database = try open()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for index in 0..<40 {
        group.addTask {
          let results = try await add(["\(index)-a", "\(index)-b"], to: database, isRehearsal: index % 2 == 0)
          #expect(results.allSatisfy { (try? $0.get()) != nil })
        }
      }
      try await group.waitForAll()
    }
    #expect(try await items(database).count == 40)
    #expect(try await answers(database) == 40)
  }

  @Test("A body that ends the transaction by itself is told to all, and nothing is said to be there that is not")
  func rolledBack() async throws {
    let database = try open()
    let calls = (0..<6).map { index in
      Task {
        try await database.commands(commands(["\(index)"])) { transaction, _ in
          try transaction.connection.script("INSERT INTO item (value) VALUES ('\(index)')")
          // As SQLite itself does when the disk is full.
          if index == 3 { try transaction.connection.script("INSERT OR ROLLBACK INTO item (value) VALUES ('3')") }
          return index
        }
      }
    }
    var told: Set<String> = []
    for (index, call) in calls.enumerated() {
      if let result = try? await call.value.first, (try? result.get()) != nil { told.insert("\(index)") }
    }
    let there = Set(try await items(database))
    #expect(told.subtracting(there).isEmpty)
    #expect(!told.contains("3"))
    #expect(try await add(["after"], to: database).map { (try? $0.get()) != nil } == [true])
  }

  // MARK: - What is left behind

  @Test("What is deleted is overwritten, and nothing is put aside in temporary files")
  func pragmas() async throws {
    let database = try open()
    #expect(try await database.writerPragma(.secureDelete) == 1)
    #expect(try await database.writerPragma(.temporaryStore) == 2)
  }

  @Test("After the log is emptied, nothing that was deleted or changed is left in the files")
  func emptied() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: OpaqueID.random().text)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "test.sqlite").path
    let database = try open(.file(path))
    func bytes() throws -> Data {
      try ["", "-wal"].reduce(into: Data()) { $0 += try Data(contentsOf: URL(filePath: path + $1)) }
    }
    // Short rows, and some that take pages of their own.
    let values = (0..<400).map {
      "value-\($0)-" + String(repeating: "x", count: $0 % 10 == 0 ? 9_000 : 30) + "-\($0)-end"
    }
    try await database.write { transaction in
      for value in values {
        try transaction.connection.execute("INSERT INTO note (value) VALUES (?)", [value])
      }
    }
    try await database.write {
      try $0.connection.script("UPDATE note SET value = 'changed-' || key WHERE key % 4 = 1")
      try $0.connection.script("DELETE FROM note WHERE key % 4 = 2")
    }
    try await database.emptyLog()
    #expect(try Data(contentsOf: URL(filePath: path + "-wal")).isEmpty)
    let left = try bytes()
    for (index, value) in values.enumerated() {
      let isGone = [1, 2].contains((index + 1) % 4)
      for part in ["value-\(index)-x", "x-\(index)-end"] {
        #expect((left.range(of: Data(part.utf8)) == nil) == isGone, "\(value.prefix(12))")
      }
    }
    #expect(try await database.read { try $0.value(Int.self, "SELECT count(*) FROM note") } == 300)
  }

  @Test("Emptying the log waits for a reader of the moment, and goes on among writers")
  func busy() async throws {
    let database = try open()
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        _ = try await database.read { database in
          _ = try database.value(Int.self, "SELECT count(*) FROM item")
          Thread.sleep(forTimeInterval: 0.4)
        }
      }
      for index in 0..<50 { group.addTask { _ = try await add(["\(index)"], to: database) } }
      group.addTask {
        try await Task.sleep(for: .milliseconds(50))
        try await database.emptyLog()
      }
      try await group.waitForAll()
    }
    #expect(try await items(database).count == 50)
  }

  @Test("A reader that stays is told as unavailable, while others write; once it is gone the log is emptied")
  func longReader() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: OpaqueID.random().text)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "test.sqlite").path
    let database = try open(.file(path))
    _ = try await add(["before"], to: database)
    // As a backup does: it holds on to what there was when it began.
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    let backup = try DatabaseQueue(path: path, configuration: configuration)
    try await backup.writeWithoutTransaction { db in
      try db.execute(sql: "BEGIN")
      _ = try Int.fetchOne(db, sql: "SELECT count(*) FROM item")
    }
    _ = try await add(["during"], to: database)
    let emptying = Task { try await database.emptyLog() }
    var longest = Duration.zero
    for index in 0..<20 {
      let took = try await ContinuousClock().measure { _ = try await add(["w\(index)"], to: database) }
      longest = max(longest, took)
      try await Task.sleep(for: .milliseconds(50))
    }
    #expect(longest < .seconds(2), "a write took \(longest)")
    await #expect {
      try await emptying.value
    } throws: { ($0 as? Refusal)?.reason == .upstreamUnavailable }
    #expect(try await database.writerPragma(.busyTimeout) == 5_000)
    try await backup.writeWithoutTransaction { try $0.execute(sql: "COMMIT") }
    try await database.emptyLog()
    #expect(try Data(contentsOf: URL(filePath: path + "-wal")).isEmpty)
    #expect(try await items(database).count == 22)
  }

  @Test("Old answers are forgotten, the oldest first and some at a time; then the request is a new one")
  func forgotten() async throws {
    let clock = ManualClock(try CalendarDate(year: 2025, month: 6, day: 1))
    let database = try open(clock: clock.clock)
    let ids = (0..<5).map { _ in UUID().uuidString }
    for (index, id) in ids.enumerated() {
      clock.set(seconds: 1_000 + Int64(index))
      _ = try await add(["v\(index)"], ids: [id], to: database)
    }
    #expect(try await database.forgetRequests(before: Instant(seconds: 1_000), limit: 10) == 0)
    #expect(try await database.forgetRequests(before: Instant(seconds: 1_003), limit: 2) == 2)
    #expect(try await answers(database) == 3)
    #expect(try await database.forgetRequests(before: Instant(seconds: 1_003), limit: 2) == 1)
    #expect(try await database.forgetRequests(before: Instant(seconds: 1_003), limit: 2) == 0)
    let results = try await add(["v0", "v3"], ids: [ids[0], ids[3]], to: database)
    #expect(throws: StatementFault.self) { try results[0].get() }
    #expect(throws: Never.self) { try results[1].get() }
    #expect(try await items(database).count == 5)
  }

  @Test("The ledger tells nothing of what was asked, not even to who guesses")
  func keyed() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: OpaqueID.random().text)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "test.sqlite").path
    let key = KeyFile().key(for: "requests")
    let database = try open(.file(path), digestKey: key)
    let command = try Command(requestID: UUID().uuidString, method: "test", body: Data("76072296223".utf8))
    _ = try await database.command(command) { _ in 1 }
    let bytes = try ["", "-wal"].reduce(into: Data()) { $0 += try Data(contentsOf: URL(filePath: path + $1)) }
    #expect(bytes.range(of: Data("76072296223".utf8)) == nil)
    #expect(bytes.range(of: Data(SHA256.hash(data: command.body))) == nil)
    #expect(bytes.range(of: Data(HMAC<SHA256>.authenticationCode(for: command.body, using: key))) != nil)
  }
}
