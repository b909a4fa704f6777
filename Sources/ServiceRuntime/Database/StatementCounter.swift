import Synchronization

/// Counts the statements that a database executes: for the tests that a list takes the same number whatever its length.
package final class StatementCounter: Sendable {
  private let executed = Mutex(0)

  /// A counter at zero.
  package init() {}

  /// How many statements were executed since the start or the last reset.
  package var count: Int { executed.withLock { $0 } }

  /// Starts again at zero.
  package func reset() {
    executed.withLock { $0 = 0 }
  }

  /// Counts one statement.
  func add() {
    executed.withLock { $0 += 1 }
  }
}
