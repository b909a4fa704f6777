import GRDB
import Synchronization

/// The connections that read: a few that stay open, each with its statements prepared.
///
/// A read runs on the thread of its caller, because to hand it to another and back costs far more than most reads take. A
/// reader that does nothing holds no lock, so the log can be emptied.
final class Readers: Sendable {
  /// How many can read at the same time; more wait in their order.
  private static let count = 4

  private struct Crew {
    var idle: [DatabaseQueue]
    var waiting: [CheckedContinuation<DatabaseQueue, Never>] = []
  }

  private let crew: Mutex<Crew>

  /// Opens readers of a database that a writer has open.
  ///
  /// - Parameter configuration: How the writer was opened.
  init(path: String, configuration: Configuration) throws {
    var configuration = configuration
    configuration.readonly = true
    let idle = try (0..<Self.count).map { _ in try DatabaseQueue(path: path, configuration: configuration) }
    crew = Mutex(Crew(idle: idle))
  }

  /// Closes the readers, of which none reads any more.
  func close() {
    crew.withLock { $0.idle = [] }
  }

  /// Reads in a transaction of its own, and so in one state of the database.
  ///
  /// - Throws: `CancellationError` when the task was cancelled before; what `body` throws.
  func read<Value>(_ body: (Connection) throws -> Value) async throws -> Value {
    try Task.checkCancellation()
    let reader = await take()
    defer { giveBack(reader) }
    return try Self.read(from: reader, body)
  }

  // Not asynchronous: of the two ways of the engine by this name it takes the one that stays on this thread.
  private static func read<Value>(from reader: DatabaseQueue, _ body: (Connection) throws -> Value) throws -> Value {
    try reader.unsafeRead { database in
      let connection = Connection(database: database)
      try connection.beginReading()
      defer { try? connection.commit() }
      return try body(connection)
    }
  }

  private func take() async -> DatabaseQueue {
    if let reader = crew.withLock({ $0.idle.popLast() }) { return reader }
    return await withCheckedContinuation { continuation in
      let reader = crew.withLock { crew in
        if crew.idle.isEmpty { crew.waiting.append(continuation) }
        return crew.idle.popLast()
      }
      if let reader { continuation.resume(returning: reader) }
    }
  }

  private func giveBack(_ reader: DatabaseQueue) {
    let next = crew.withLock { crew -> CheckedContinuation<DatabaseQueue, Never>? in
      if !crew.waiting.isEmpty { return crew.waiting.removeFirst() }
      crew.idle.append(reader)
      return nil
    }
    next?.resume(returning: reader)
  }
}
