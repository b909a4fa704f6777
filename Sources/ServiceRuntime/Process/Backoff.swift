import Logging
import Synchronization

/// Does something again and again until the task is cancelled, with longer pauses the longer it fails.
package enum Backoff {
  private static let shortest = Duration.milliseconds(50)
  private static let longest = Duration.seconds(5)

  /// Runs a body until the task is cancelled. A body that returns is started again after the shortest pause.
  ///
  /// - Parameters:
  ///   - activity: What is done, for the log.
  ///   - body: Calls its argument whenever it got somewhere, which makes the pauses short again.
  package static func retrying(
    _ activity: String,
    _ body: (_ didProgress: @escaping @Sendable () -> Void) async throws -> Void
  ) async {
    let progress = Mutex(false)
    var pause = shortest
    while !Task.isCancelled {
      do {
        try await body { progress.withLock { $0 = true } }
        pause = shortest
      } catch {
        if Task.isCancelled { return }
        if progress.withLock({ progress in
          defer { progress = false }; return progress
        }) {
          pause = shortest
        }
        Logger.current.warning(
          "Will try again",
          metadata: ["activity": "\(activity)", "error.type": "\(type(of: error))", "pause": "\(pause)"]
        )
        pause = min(pause * 2, longest)
      }
      try? await Task.sleep(for: pause)
    }
  }
}
