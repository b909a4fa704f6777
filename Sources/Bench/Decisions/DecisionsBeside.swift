import CareTypes
import Rights
import ServiceCore
import ServiceRuntime

/// The database of a Rights that runs, seen from beside it.
struct DecisionsBeside {
  /// The file of the database.
  let path: String
  let database: ServiceDatabase
  let store: RightsStore

  /// Opens the database; it is made if there is none.
  init(path: String, clock: RegistryClock) throws {
    self.path = path
    database = try RightsStore.openDatabase(.file(path), clock: clock)
    let municipalities = try ReferenceTables().municipalities
    store = RightsStore(database: database, municipalities: municipalities) { _ in
      throw Refusal(.internal, "Nothing is decided here")
    }
  }

  /// Whether it has followed the feed of Registration to an event, and no care situation waits for decisions.
  func isDone(until sequence: Int64, of feed: FeedName = .registration) async throws -> Bool {
    guard try await database.cursor(of: feed) >= sequence else { return false }
    return try await !store.isAnyWaiting()
  }

  /// Waits until it has followed the feed of Registration to an event, and no care situation waits for decisions.
  ///
  /// - Throws: `StartupError` if that takes longer than the limit, as when Rights has ended.
  func waitUntilDone(until sequence: Int64, within limit: Duration = .seconds(3_600)) async throws {
    let end = ContinuousClock.now + limit
    while try await !isDone(until: sequence) {
      guard ContinuousClock.now < end else { throw StartupError("Rights does not come to the end of its work") }
      try await Task.sleep(for: .milliseconds(20))
    }
  }
}
