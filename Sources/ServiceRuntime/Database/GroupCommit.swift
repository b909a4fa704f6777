import GRDB
import Synchronization

/// Lets concurrent writes share one transaction, and so one sync to disk.
///
/// While a commit is under way, further writes queue up; the next transaction takes all of them, each in a savepoint of
/// its own, so that one that fails takes nothing with it. An answer is given only after the commit.
final class GroupCommit: Sendable {
  /// Bounds how long one transaction can become.
  private static let largestGroup = 256

  /// What is to be done after the transaction, told why it failed if it did.
  private typealias AfterCommit = @Sendable ((any Error)?) -> Void

  private struct Job: Sendable {
    /// Runs the write inside the transaction.
    let run: @Sendable (Database) -> AfterCommit
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
  func write<Value: Sendable>(_ body: @Sendable @escaping (Database) throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      let run: @Sendable (Database) -> AfterCommit = { database in
        let result: Result<Value, any Error>
        do {
          var value: Value?
          try database.inSavepoint {
            value = try body(database)
            return .commit
          }
          guard let value else { throw Refusal(.internal, "A savepoint ended without a value") }
          result = .success(value)
        } catch {
          result = .failure(error)
        }
        return { commitError in
          continuation.resume(with: commitError.map { .failure($0) } ?? result)
        }
      }
      enqueue(Job(run: run, abandon: { continuation.resume(throwing: $0) }))
    }
  }

  private func enqueue(_ job: Job) {
    let mustDrain = queue.withLock { queue in
      queue.jobs.append(job)
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
        for job in group { afterCommit.append(job.run(database)) }
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
