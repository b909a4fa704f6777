import Synchronization

/// Counts the statements that a database executes: for the tests that a list takes the same number whatever its length.
package final class StatementCounter: Sendable {
  private let executed = Mutex(0)
  private let text: String

  /// A counter at zero.
  ///
  /// - Parameter text: Counts only the statements that contain this text; empty: counts all statements.
  package init(containing text: String = "") {
    self.text = text
  }

  /// How many statements were executed since the start or the last reset.
  package var count: Int { executed.withLock { $0 } }

  /// Starts again at zero.
  package func reset() {
    executed.withLock { $0 = 0 }
  }

  /// Counts a statement.
  func add(_ statement: String) {
    if !text.isEmpty, !statement.contains(text) { return }
    executed.withLock { $0 += 1 }
  }
}
