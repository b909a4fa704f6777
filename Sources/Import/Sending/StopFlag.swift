import Synchronization

/// Asks an import to stop after the batch under way.
package final class StopFlag: Sendable {
  private let flag = Mutex(false)

  /// A flag that is not set.
  package init() {}

  /// Whether the import is to stop.
  package var isSet: Bool { flag.withLock { $0 } }

  /// Asks it to stop.
  package func set() { flag.withLock { $0 = true } }
}
