import Synchronization

/// Keeps values that were worked out from facts of care situations, up to a limit; when it is full it starts again.
///
/// It does not say whose facts they are. Still it is emptied when a person is erased, so that no fact stays in memory that
/// only they had.
package final class FactCache<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  private let limit: Int
  private let known = Mutex<[Key: Value]>([:])

  /// An empty cache.
  ///
  /// - Parameter limit: The largest number of values.
  package init(limit: Int) {
    self.limit = limit
  }

  /// The value of a key, which is worked out if it is not there.
  package func value(of key: Key, _ workOut: () -> Value) -> Value {
    if let value = known.withLock({ $0[key] }) { return value }
    let value = workOut()
    known.withLock { known in
      if known.count >= limit { known.removeAll(keepingCapacity: true) }
      known[key] = value
    }
    return value
  }

  /// Forgets all values.
  package func forget() { known.withLock { $0.removeAll() } }
}
