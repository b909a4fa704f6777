import ServiceLifecycle
import ServiceRuntime

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
