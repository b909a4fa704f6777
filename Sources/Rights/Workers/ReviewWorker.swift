import ServiceCore
import ServiceLifecycle
import ServiceRuntime

/// Queues the care situations whose decisions may change without an event, such as on a birthday or when an attest
/// expires: at the start, then every quarter of an hour, and when the clock is set to another day.
struct ReviewWorker: Service {
  let store: RightsStore
  let clock: RegistryClock

  func run() async throws {
    await cancelWhenGracefulShutdown {
      await Backoff.retrying("Queueing reviews") { didProgress in
        while true {
          try await store.queueReviews(on: clock.today())
          didProgress()
          try await clock.sleep(forSeconds: 900)
        }
      }
    }
  }
}
