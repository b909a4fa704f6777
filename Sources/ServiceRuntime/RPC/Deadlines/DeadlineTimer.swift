import Synchronization

/// Ends work at its deadline. One sleeping task serves all work of the process, so that a deadline that does not pass costs
/// next to nothing.
package final class DeadlineTimer: Sendable {
  /// The timer of the process.
  package static let shared = DeadlineTimer()

  private struct Waiting {
    let deadline: ContinuousClock.Instant
    let cancel: @Sendable () -> Void
  }

  private struct State {
    var nextKey = 0
    var waiting: [Int: Waiting] = [:]
    /// The next time at which deadlines are looked at; nil while there are none.
    var wakeTime: ContinuousClock.Instant?
  }

  private let state = Mutex(State())

  private init() {}

  /// Does some work, and cancels it at its deadline.
  ///
  /// The work gets a task of its own, on the thread of the connection if it was called there. Work within other work does
  /// not: when its deadline passes, the work around it is cancelled too.
  ///
  /// - Parameters:
  ///   - deadline: When the work is cancelled.
  ///   - work: The work.
  /// - Throws: `DeadlinePassed` once the work has ended, if the deadline passed before; what the work throws.
  package func run<Value: Sendable>(
    until deadline: ContinuousClock.Instant,
    _ work: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    if let around = TimedWork.current {
      let key = add(Waiting(deadline: deadline) { around.cancel() })
      let result: Result<Value, any Error>
      do {
        result = .success(try await work())
      } catch {
        result = .failure(error)
      }
      guard remove(key) else { throw DeadlinePassed() }
      return try result.get()
    }
    let timed = TimedWork()
    let task = Task.immediate(executorPreference: ConnectionExecutor.current) {
      try await TimedWork.$current.withValue(timed, operation: work)
    }
    timed.begin { task.cancel() }
    let key = add(Waiting(deadline: deadline) { timed.cancel() })
    let result = await withTaskCancellationHandler {
      await task.result
    } onCancel: {
      timed.cancel()
    }
    guard remove(key) else { throw DeadlinePassed() }
    return try result.get()
  }

  private func add(_ waiting: Waiting) -> Int {
    let (key, mustWake) = state.withLock { state in
      state.nextKey += 1
      state.waiting[state.nextKey] = waiting
      let mustWake = state.wakeTime.map { waiting.deadline < $0 } ?? true
      if mustWake { state.wakeTime = waiting.deadline }
      return (state.nextKey, mustWake)
    }
    if mustWake { wake(at: waiting.deadline) }
    return key
  }

  /// Forgets some work that has ended.
  ///
  /// - Returns: Whether its deadline had not passed.
  private func remove(_ key: Int) -> Bool {
    state.withLock { $0.waiting.removeValue(forKey: key) != nil }
  }

  private func wake(at time: ContinuousClock.Instant) {
    Task.detached {
      try await Task.sleep(until: time, tolerance: .zero, clock: .continuous)
      self.cancelDue(at: time)
    }
  }

  /// Cancels the work whose deadline has passed, and sees to the next deadline.
  private func cancelDue(at time: ContinuousClock.Instant) {
    let (due, next) = state.withLock { state in
      let now = ContinuousClock.now
      let due = state.waiting.filter { $0.value.deadline <= now }
      for key in due.keys { state.waiting[key] = nil }
      // Another wake that came later, for an earlier deadline, has seen to the rest.
      guard state.wakeTime == time else { return (due, nil as ContinuousClock.Instant?) }
      state.wakeTime = state.waiting.values.map(\.deadline).min()
      return (due, state.wakeTime)
    }
    for waiting in due.values { waiting.cancel() }
    if let next { wake(at: next) }
  }
}
