import ServiceLifecycle
import ServiceCore
import ServiceRuntime

/// Decides on the care situations that wait, as soon as any does.
struct EvaluationWorker: Service {
  private static let batch = 200

  let store: RightsStore

  func run() async throws {
    await cancelWhenGracefulShutdown {
      await Backoff.retrying("Deciding") { didProgress in
        for await _ in store.database.commitSignals() {
          while try await store.isAnyWaiting() {
            try await store.decideWaiting(limit: Self.batch)
            didProgress()
          }
        }
      }
    }
  }
}

/// Queues, now and every quarter of an hour, what changed by itself: birthdays, attests that expired.
struct ReviewWorker: Service {
  let store: RightsStore
  let clock: RegistryClock

  func run() async throws {
    await cancelWhenGracefulShutdown {
      await Backoff.retrying("Queueing reviews") { didProgress in
        while true {
          try await store.queueReviews(on: clock.today())
          didProgress()
          try await Task.sleep(for: .seconds(900))
        }
      }
    }
  }
}
