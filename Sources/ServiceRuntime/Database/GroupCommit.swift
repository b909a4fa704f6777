import GRDB
import ServiceCore
import Synchronization

/// Lets concurrent writes share one transaction, and so one sync to disk.
///
/// While a transaction is under way, further writes queue up. It takes in those that come before it ends, each in a
/// savepoint of its own, so that one that fails takes nothing with it; a write that nobody waits behind needs none. An
/// answer is given only after the commit. A write lets those that are ready to go on do so before it begins, because they
/// may be about to write.
final class GroupCommit: Sendable {
  /// Bounds how long one transaction can become.
  private static let largestGroup = 256

  /// A write that waits for its turn: one of several that were asked for together.
  private struct Turn: Sendable {
    let writes: any QueuedWrites
    let index: Int
  }

  private struct Queue {
    var turns: [Turn] = []
    var isDraining = false
  }

  private let writer: DatabaseQueue
  private let signal: CommitSignal
  private let queue = Mutex(Queue())

  init(writer: DatabaseQueue, signal: CommitSignal) {
    self.writer = writer
    self.signal = signal
  }

  /// Runs a write, and returns when it is on disk.
  func write<Value: Sendable>(_ body: @Sendable @escaping (Connection) throws -> Value) async throws -> Value {
    // Whoever is about to write too comes first, so that they share the transaction.
    await Task.yield()
    return try await withCheckedThrowingContinuation { continuation in
      enqueue(
        Writes(count: 1) { connection, _ in
          try body(connection)
        } answer: { results in
          for result in results { continuation.resume(with: result) }
        }
      )
    }
  }

  /// Runs several writes one after the other, each in a savepoint of its own, and returns when they are on disk.
  ///
  /// - Parameters:
  ///   - count: How many.
  ///   - body: Runs the write at an index.
  /// - Returns: What came of each.
  func writeEach<Value: Sendable>(
    _ count: Int,
    _ body: @Sendable @escaping (Connection, Int) throws -> Value
  ) async -> [Result<Value, any Error>] {
    if count == 0 { return [] }
    return await withCheckedContinuation { continuation in
      enqueue(Writes(count: count, run: body) { continuation.resume(returning: $0) })
    }
  }

  private func enqueue(_ writes: some QueuedWrites) {
    let mustDrain = queue.withLock { queue in
      for index in 0..<writes.count { queue.turns.append(Turn(writes: writes, index: index)) }
      defer { queue.isDraining = true }
      return !queue.isDraining
    }
    if mustDrain { scheduleDrain() }
  }

  private func scheduleDrain() {
    writer.asyncWriteWithoutTransaction { [self] database in
      commitWaiting(on: Connection(database: database))
      let mustContinue = queue.withLock { queue in
        queue.isDraining = !queue.turns.isEmpty
        return queue.isDraining
      }
      if mustContinue { scheduleDrain() }
    }
  }

  /// Takes the next turns out of the queue.
  private func next(_ limit: Int) -> [Turn] {
    queue.withLock { queue in
      let turns = Array(queue.turns.prefix(limit))
      queue.turns.removeFirst(turns.count)
      return turns
    }
  }

  private func commitWaiting(on connection: Connection) {
    var group = next(Self.largestGroup)
    do {
      try connection.beginWriting()
      var (begun, isAlone) = (0, group.count == 1)
      while begun < group.count {
        for turn in group[begun...] {
          do {
            try turn.writes.run(turn.index, on: connection, inSavepoint: !isAlone)
          } catch  where !isAlone && connection.isInTransaction {
            // Its savepoint was undone, and it answers for itself.
          }
        }
        begun = group.count
        isAlone = false
        group += next(Self.largestGroup - begun)
      }
      try connection.commit()
    } catch {
      connection.rollBack()
      for turn in group { turn.writes.finish(turn.index, failing: error) }
      return
    }
    signal.send()
    for turn in group { turn.writes.finish(turn.index, failing: nil) }
  }
}

/// Writes that were asked for together, and are answered together.
private protocol QueuedWrites: Sendable {
  /// How many.
  var count: Int { get }

  /// Runs the write at an index in the transaction of a connection.
  ///
  /// - Parameter inSavepoint: Whether it is undone by itself when it fails.
  /// - Throws: What the write throws; it is also its result.
  func run(_ index: Int, on connection: Connection, inSavepoint: Bool) throws

  /// Ends the write at an index after its transaction.
  ///
  /// - Parameter error: Why the transaction was not committed; nil when it was.
  func finish(_ index: Int, failing error: (any Error)?)
}

private final class Writes<Value: Sendable>: QueuedWrites {
  private struct Outcome {
    var results: [Result<Value, any Error>?]
    var open: Int
  }

  let count: Int
  private let body: @Sendable (Connection, Int) throws -> Value
  private let answer: @Sendable ([Result<Value, any Error>]) -> Void
  private let outcome: Mutex<Outcome>

  init(
    count: Int,
    run body: @Sendable @escaping (Connection, Int) throws -> Value,
    answer: @Sendable @escaping ([Result<Value, any Error>]) -> Void
  ) {
    self.count = count
    self.body = body
    self.answer = answer
    outcome = Mutex(Outcome(results: Array(repeating: nil, count: count), open: count))
  }

  func run(_ index: Int, on connection: Connection, inSavepoint: Bool) throws {
    let result: Result<Value, any Error> = Result {
      inSavepoint
        ? try connection.savepoint { try body(connection, index) } : try body(connection, index)
    }
    outcome.withLock { $0.results[index] = result }
    _ = try result.get()
  }

  func finish(_ index: Int, failing error: (any Error)?) {
    let results = outcome.withLock { outcome in
      if let error { outcome.results[index] = .failure(error) }
      outcome.open -= 1
      return outcome.open == 0 ? outcome.results : nil
    }
    if let results { answer(results.compactMap { $0 }) }
  }
}
