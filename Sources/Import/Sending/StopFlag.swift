import Synchronization

/// A request to an import to stop after the batch that it is sending.
package final class StopFlag: Sendable {
  private let flag = Mutex(false)

  /// A flag that is not set.
  package init() {}

  /// Whether the import has been asked to stop.
  package var isSet: Bool { flag.withLock { $0 } }

  /// Asks the import to stop.
  package func set() { flag.withLock { $0 = true } }
}
