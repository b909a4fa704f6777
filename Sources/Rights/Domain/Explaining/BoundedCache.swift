import Synchronization

/// Keeps values in memory, up to a limit; when it is full it starts again.
///
/// A cache of what was worked out from facts does not say whose facts they are. Still it is emptied when a person is erased,
/// so that no fact stays in memory that only they had.
package final class BoundedCache<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  private let limit: Int
  private let known = Mutex<[Key: Value]>([:])

  /// An empty cache.
  ///
  /// - Parameter limit: The largest number of values.
  package init(limit: Int) {
    self.limit = limit
  }

  /// The value of a key; nil when it is not there. Nil is not kept.
  package subscript(key: Key) -> Value? {
    get { known.withLock { $0[key] } }
    set {
      known.withLock { known in
        if known.count >= limit { known.removeAll(keepingCapacity: true) }
        known[key] = newValue
      }
    }
  }

  /// The value of a key, which is worked out if it is not there.
  package func value(of key: Key, _ workOut: () -> Value) -> Value {
    if let value = self[key] { return value }
    let value = workOut()
    self[key] = value
    return value
  }

  /// Forgets all values.
  package func forget() { known.withLock { $0.removeAll() } }
}
