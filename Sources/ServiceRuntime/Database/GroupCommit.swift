import ServiceCore
import GRDB
import Synchronization

/// Lets concurrent writes share one transaction, and so one sync to disk.
///
/// While a commit is under way, further writes queue up; the next transaction takes all of them, each in a savepoint of
/// its own, so that one that fails takes nothing with it. An answer is given only after the commit.
final class GroupCommit: Sendable {
  /// Bounds how long one transaction can become.
  private static let largestGroup = 256

  /// Runs after the transaction, with the error if it failed.
  private typealias AfterCommit = @Sendable ((any Error)?) -> Void

  private struct Job: Sendable {
    /// Runs the write inside the transaction, and returns its error if it failed.
    let run: @Sendable (Connection) -> (after: AfterCommit, failure: (any Error)?)
    /// Answers a write whose turn never came, because the transaction could not begin.
    let abandon: @Sendable (any Error) -> Void
  }

  private struct Queue {
    var jobs: [Job] = []
    var isDraining = false
  }

  private let pool: DatabasePool
  private let signal: CommitSignal
  private let queue = Mutex(Queue())

  init(pool: DatabasePool, signal: CommitSignal) {
    self.pool = pool
    self.signal = signal
  }

  /// Runs a write, and returns when it is on disk.
  func write<Value: Sendable>(_ body: @Sendable @escaping (Connection) throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      enqueue([Self.job(body) { continuation.resume(with: $0) }])
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
      let results = Results<Value>(count: count) { continuation.resume(returning: $0) }
      enqueue(
        (0..<count).map { index in
          Self.job({ try body($0, index) }, finish: { results.set($0, at: index) })
        }
      )
    }
  }

  /// A write as a job that reports its result.
  private static func job<Value: Sendable>(
    _ body: @Sendable @escaping (Connection) throws -> Value,
    finish: @Sendable @escaping (Result<Value, any Error>) -> Void
  ) -> Job {
    let run: @Sendable (Connection) -> (after: AfterCommit, failure: (any Error)?) = { connection in
      let result = Result { try connection.savepoint { try body(connection) } }
      let after: AfterCommit = { commitError in finish(commitError.map { .failure($0) } ?? result) }
      if case .failure(let error) = result { return (after, error) }
      return (after, nil)
    }
    return Job(run: run, abandon: { finish(.failure($0)) })
  }

  private func enqueue(_ jobs: [Job]) {
    let mustDrain = queue.withLock { queue in
      queue.jobs += jobs
      defer { queue.isDraining = true }
      return !queue.isDraining
    }
    if mustDrain { scheduleDrain() }
  }

  private func scheduleDrain() {
    pool.asyncWriteWithoutTransaction { [self] database in
      let group = queue.withLock { queue in
        let group = Array(queue.jobs.prefix(Self.largestGroup))
        queue.jobs.removeFirst(group.count)
        return group
      }
      commit(group, in: database)
      let mustContinue = queue.withLock { queue in
        queue.isDraining = !queue.jobs.isEmpty
        return queue.isDraining
      }
      if mustContinue { scheduleDrain() }
    }
  }

  private func commit(_ group: [Job], in database: Database) {
    var afterCommit: [AfterCommit] = []
    do {
      try database.inTransaction(.immediate) {
        for job in group {
          let (after, failure) = job.run(Connection(database: database))
          afterCommit.append(after)
          // SQLite itself takes back the whole transaction when the disk is full or fails.
          if let failure, !database.isInsideTransaction { throw failure }
        }
        return .commit
      }
      signal.send()
      for finish in afterCommit { finish(nil) }
    } catch {
      for finish in afterCommit { finish(error) }
      for job in group.dropFirst(afterCommit.count) { job.abandon(error) }
    }
  }
}

/// Waits for what comes of several writes.
private final class Results<Value: Sendable>: Sendable {
  private let results = Mutex<[Int: Result<Value, any Error>]>([:])
  private let count: Int
  private let finish: @Sendable ([Result<Value, any Error>]) -> Void

  init(count: Int, finish: @Sendable @escaping ([Result<Value, any Error>]) -> Void) {
    self.count = count
    self.finish = finish
  }

  func set(_ result: Result<Value, any Error>, at index: Int) {
    let all = results.withLock { results in
      results[index] = result
      return results.count == count ? results : nil
    }
    if let all { finish((0..<count).compactMap { all[$0] }) }
  }
}
