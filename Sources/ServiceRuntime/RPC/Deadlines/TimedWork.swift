import Synchronization

/// Work with a deadline, in a task of its own.
final class TimedWork: Sendable {
  private struct State {
    var isCancelled = false
    var cancelTask: (@Sendable () -> Void)?
  }

  /// The work that the current task does.
  @TaskLocal static var current: TimedWork?

  private let state = Mutex(State())

  /// Takes in how the task is cancelled, which does the work already.
  func begin(_ cancelTask: @escaping @Sendable () -> Void) {
    let isCancelled = state.withLock { state in
      state.cancelTask = cancelTask
      return state.isCancelled
    }
    if isCancelled { cancelTask() }
  }

  /// Cancels the work.
  func cancel() {
    let cancelTask = state.withLock { state in
      state.isCancelled = true
      return state.cancelTask
    }
    cancelTask?()
  }
}
