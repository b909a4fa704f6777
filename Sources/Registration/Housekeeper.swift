import CareTypes
import RegistrationDomain
import ServiceCore
import ServiceLifecycle
import ServiceRuntime

/// Hourly work, which is also done when the clock is set to another day: publishes evidence again that now belongs to more
/// care situations, announces evidence that expires soon, and deletes what was kept long enough.
struct Housekeeper: Service {
  /// How many records a transaction takes: others write in between.
  private static let batch = 100

  let store: RetentionStore
  let clock: RegistryClock

  func run() async throws {
    await cancelWhenGracefulShutdown {
      await Backoff.retrying("Housekeeping") { didProgress in
        while true {
          try await round()
          didProgress()
          try await clock.sleep(forSeconds: 3_600)
        }
      }
    }
  }

  /// Everything that is to be done today.
  func round() async throws {
    let today = try clock.today()
    let chores: [(CalendarDate, Int) async throws -> Int] = [
      store.publishMovedEvidence, store.traceOldDrafts, store.announceExpiringEvidence, store.dropOldDrafts,
      store.forgetEndedCare, store.forgetRequests, store.findEarlierDuplicates,
    ]
    for chore in chores {
      while try await chore(today, Self.batch) == Self.batch { try Task.checkCancellation() }
    }
    // What was destroyed since the last round, also by closing drafts, must not stay in the log.
    try await store.emptyLog()
  }
}
