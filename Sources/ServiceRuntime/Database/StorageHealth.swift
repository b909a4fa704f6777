import ServiceCore
import GRDB
import Logging
import Metrics
import Synchronization

/// What a service knows of its own storage, from what reads and writes of it met: health follows it, and each turn for the
/// worse is an alarm of its own.
///
/// A damaged database is not served any more: every call is refused until the service is started again on a sound file. A
/// disk that fails counts as failing until something succeeds on it. A full disk refuses writes, and reads go on.
package final class StorageHealth: Sendable {
  private enum State {
    case sound, failing, damaged
  }

  private struct Condition {
    var state = State.sound
    var isFull = false
  }

  /// What was done with the database.
  enum Access {
    case read, write
  }

  private let label: String
  private let condition = Mutex(Condition())

  init(label: String) {
    self.label = label
  }

  /// Whether the database can be served from.
  package var isSound: Bool { condition.withLock { $0.state == .sound } }

  /// Refuses what would touch a database that is known to be damaged.
  func requireUndamaged() throws(Refusal) {
    if condition.withLock({ $0.state == .damaged }) { throw Self.damaged }
  }

  /// Takes in what came of a read or write.
  ///
  /// - Returns: The same result; a fault of storage becomes a precise refusal, any other error of the engine a
  ///   `StatementFault`.
  func noting<Value>(_ result: Result<Value, any Error>, of access: Access) -> Result<Value, any Error> {
    guard case .failure(let error) = result else {
      condition.withLock { condition in
        if condition.state == .failing { condition.state = .sound }
        if access == .write { condition.isFull = false }
      }
      return result
    }
    guard let error = error as? DatabaseError else { return result }
    switch error.resultCode {
    case .SQLITE_CORRUPT, .SQLITE_NOTADB:
      alarm(error, "The database is damaged and is not served") { condition in
        defer { condition.state = .damaged }
        return condition.state != .damaged
      }
      return .failure(Self.damaged)
    case .SQLITE_IOERR:
      alarm(error, "The disk of the database fails") { condition in
        guard condition.state == .sound else { return false }
        condition.state = .failing
        return true
      }
      return .failure(Refusal(.upstreamUnavailable, "The storage of the service fails; try again"))
    case .SQLITE_FULL:
      alarm(error, "The disk of the database is full") { condition in
        defer { condition.isFull = true }
        return !condition.isFull
      }
      return .failure(Self.full)
    default:
      return .failure(StatementFault(error))
    }
  }

  private static let damaged = Refusal(
    .databaseDamaged,
    "The database of the service is damaged: nothing is answered from it until it is restored"
  )

  private static let full = Refusal(
    .storageFull,
    "The disk is full: nothing can be written. The gateway refuses reads too, for what cannot be audited is not answered"
  )

  private func alarm(_ error: DatabaseError, _ text: String, _ isNew: (inout Condition) -> Bool) {
    let code = error.resultCode.rawValue
    Counter(
      label: "mantel_storage_faults_total",
      dimensions: [("service", label), ("code", "\(code)")]
    ).increment()
    guard condition.withLock({ isNew(&$0) }) else { return }
    Logger.current.critical(
      "\(text)",
      metadata: ["service": "\(label)", "error.code": "\(error.extendedResultCode.rawValue)"]
    )
  }
}
