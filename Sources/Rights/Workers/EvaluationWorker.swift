import ServiceLifecycle
import ServiceRuntime

/// Decides on the care situations in the queue, as soon as there are any.
struct EvaluationWorker: Service {
  private static let batch = 200

  let store: RightsStore

  func run() async throws {
    await cancelWhenGracefulShutdown {
      await Backoff.retrying("Deciding") { didProgress in
        for await _ in store.commitSignals() {
          while try await store.isAnyWaiting() {
            try await store.decideWaiting(limit: Self.batch)
            didProgress()
          }
        }
      }
    }
  }
}
