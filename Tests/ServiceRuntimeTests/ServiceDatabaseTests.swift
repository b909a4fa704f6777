import CareTypes
import EventsAPI
import Foundation
import GRPCCore
import ServiceCore
import ServiceRuntime
import SwiftProtobuf
import Synchronization
import TestSupport
import Testing

private func open(_ location: ServiceDatabase.Location = .temporary, version: Int = 1) throws -> ServiceDatabase {
  try ServiceDatabase(location, label: "test", clock: .system, migrations: Array(migrations.prefix(version)))
}

/// The migrations of the first and of the second version.
private let migrations = [
  Migration("test-1", "CREATE TABLE item (value INTEGER UNIQUE) STRICT"),
  Migration("test-2", "CREATE TABLE other (a TEXT) STRICT"),
]

extension ServiceDatabase {
  fileprivate func add(_ value: Int) async throws {
    try await write { try $0.connection.execute("INSERT INTO item (value) VALUES (?)", [value]) }
  }

  fileprivate func count() async throws -> Int? {
    try await read { try $0.value(Int.self, "SELECT count(*) FROM item") }
  }
}

@Suite("The database of a service")
struct ServiceDatabaseTests {
  @Test("Commits are synced in full, and foreign keys are on")
  func durability() async throws {
    let database = try open()
    #expect(try await database.writerPragma(.synchronous) == 2)
    #expect(try await database.writerPragma(.foreignKeys) == 1)
  }

  @Test("A database of a newer version, and a file that is none, are refused in one line")
  func refused() throws {
    let path = NSTemporaryDirectory() + "\(OpaqueID.random()).sqlite"
    defer { for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) } }
    _ = try open(.file(path), version: 2)
    #expect(throws: StartupError.self) { try open(.file(path), version: 1) }
    #expect(throws: StartupError.self) { try open(.file("/nowhere/at/all.sqlite")) }
  }

  @Test("A thousand writes at once are all there, and one that fails takes nothing with it")
  func groupCommit() async throws {
    let database = try open()
    let failures = try await withThrowingTaskGroup(of: Bool.self) { group in
      for value in 0..<1_000 {
        // Every tenth repeats another's value, and is refused.
        group.addTask {
          do {
            try await database.add(value % 10 == 9 ? value - 1 : value)
            return false
          } catch is StatementFault {
            return true
          }
        }
      }
      return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(failures == 100)
    #expect(try await database.count() == 900)
  }

  @Test("A write that has begun is finished, whether or not its caller waits")
  func cancellation() async throws {
    let database = try open()
    let task = Task { try await database.add(1) }
    task.cancel()
    try await task.value
    #expect(try await database.count() == 1)
  }

  @Test("A request id gives its first answer again, belongs to its client, and takes no other body")
  func ledger() async throws {
    let database = try open()
    let id = UUID().uuidString
    func run(_ value: Int, as client: String) async throws -> Int {
      try await CallContext.$current.withValue(CallContext(client: client)) {
        let command = try Command(requestID: id, method: "test", body: Data("\(value)".utf8))
        return try await database.command(command) { transaction in
          Int(try transaction.connection.insert("INSERT INTO item (value) VALUES (?)", [value]))
        }
      }
    }
    let first = try await run(1, as: "a")
    #expect(try await run(1, as: "a") == first)
    #expect(try await run(2, as: "b") != first)
    await #expect { try await run(3, as: "a") } throws: { ($0 as? Refusal)?.reason == .requestIDReused }
    #expect(try await database.count() == 2)
  }

  @Test("A request that an earlier version answered in another form is not carried out again, and says so")
  func earlierAnswer() async throws {
    let database = try open()
    let command = try Command(requestID: UUID().uuidString, method: "test", body: Data())
    _ = try await database.command(command) { _ in 1 }
    await #expect {
      _ = try await database.command(command) { transaction in
        try transaction.connection.script("INSERT INTO item (value) VALUES (1)")
        return "in another form"
      }
    } throws: { ($0 as? Refusal)?.reason == .requestIDReused }
    #expect(try await database.count() == 0)
  }

  @Test("A command that fails leaves neither state nor ledger behind")
  func failedCommand() async throws {
    let database = try open()
    let command = try Command(requestID: UUID().uuidString, method: "test", body: Data())
    await #expect(throws: Refusal.self) {
      try await database.command(command) { transaction -> Int in
        try transaction.connection.script("INSERT INTO item (value) VALUES (1)")
        throw Refusal.notFound("it")
      }
    }
    #expect(try await database.count() == 0)
    #expect(try await database.command(command) { _ in 7 } == 7)
  }
}

@Suite("Events between services")
struct EventTests {
  private func append(_ count: Int, to database: ServiceDatabase) async throws {
    for _ in 0..<count {
      let message = Mantel_Events_V1_Event.with { $0.noticeAcknowledged = .with { $0.notice = "notices/x" } }
      let payload = EventPayload(bytes: try message.serializedData())
      _ = try await database.write { try $0.append(payload) }
    }
  }

  @Test("A follower applies each event once although it fails half way, and goes on with new ones")
  func exactlyOnce() async throws {
    let (source, sink) = (try open(), try open())
    try await append(5, to: source)
    let component = ServiceComponent(name: "source", rpcs: [EventFeed(database: source)])
    try await withServed(component) { client in
      let attempts = Mutex(0)
      let follower = EventFollower(
        .registration,
        client: Mantel_Events_V1_EventFeedService.Client(wrapping: client),
        database: sink
      ) { events in
        try await sink.write { transaction in
          for event in events {
            try transaction.connection.execute("INSERT INTO item (value) VALUES (?)", [event.sequence])
          }
          if attempts.withLock({ attempts in
            attempts += 1; return attempts
          }) == 1 {
            throw CancellationError()
          }
          try transaction.advanceCursor(of: .registration, to: events.last?.sequence ?? 0)
        }
      }
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await follower.run() }
        for await _ in sink.commitSignals() where try await sink.count() == 5 { break }
        try await append(3, to: source)
        for await _ in sink.commitSignals() where try await sink.count() == 8 { break }
        group.cancelAll()
      }
      #expect(try await sink.cursor(of: .registration) == 8)
    }
  }

  @Test("The outbox only grows, and a cursor never goes back")
  func appendOnly() async throws {
    let database = try open()
    try await append(1, to: database)
    await #expect(throws: StatementFault.self) {
      try await database.write { try $0.connection.script("UPDATE outbox SET recorded = 0") }
    }
    try await database.write { try $0.advanceCursor(of: .rights, to: 5) }
    try await database.write { try $0.advanceCursor(of: .rights, to: 3) }
    #expect(try await database.cursor(of: .rights) == 5)
  }
}
