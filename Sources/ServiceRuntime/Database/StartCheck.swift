import Dispatch
import Foundation
import GRDB
import Logging
import Synchronization

/// Looks through a database before it is served.
///
/// `quick_check` reads every page, so that its time grows with the file. It is broken off after a few seconds: what it has
/// not come to is found when it is read, and health follows that. It finds pages and records that cannot be what they are;
/// a byte that was changed within a value is found by nothing here.
enum StartCheck {
  /// How long a start may wait for it.
  static let longest = Duration.seconds(5)

  /// Checks as much as fits into the time.
  ///
  /// - Returns: Whether nothing wrong was found.
  static func isSound(_ database: DatabaseQueue, within limit: Duration = longest, label: String) throws -> Bool {
    let isBrokenOff = Flag()
    let breakOff = DispatchWorkItem {
      isBrokenOff.value.withLock { $0 = true }
      database.interrupt()
    }
    DispatchQueue.global().asyncAfter(
      deadline: .now() + .milliseconds(Int(limit / .milliseconds(1))),
      execute: breakOff
    )
    defer { breakOff.cancel() }
    let found: Result<[String], any Error> = Result {
      try database.read { try String.fetchAll($0, sql: "PRAGMA quick_check(1)") }
    }
    if isBrokenOff.value.withLock({ $0 }) {
      Logger.current.notice("The database is too large to be checked whole at start", metadata: ["service": "\(label)"])
      return true
    }
    return try found.get() == ["ok"]
  }

  private final class Flag: Sendable {
    let value = Mutex(false)
  }
}
