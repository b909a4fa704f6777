import Synchronization

/// Tells whoever waits that something was committed.
final class CommitSignal: Sendable {
  private struct Subscribers {
    var next = 0
    var continuations: [Int: AsyncStream<Void>.Continuation] = [:]
  }

  private let subscribers = Mutex(Subscribers())

  /// A stream that signals at once and at each commit from now on; several commits may fold into one signal.
  ///
  /// The first signal lets a reader subscribe before it first looks, so that no commit falls between the two.
  func subscribe() -> AsyncStream<Void> {
    let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    let key = subscribers.withLock { subscribers in
      subscribers.next += 1
      subscribers.continuations[subscribers.next] = continuation
      return subscribers.next
    }
    continuation.onTermination = { [weak self] _ in
      self?.subscribers.withLock { $0.continuations[key] = nil }
    }
    continuation.yield()
    return stream
  }

  /// Signals every subscriber.
  func send() {
    let continuations = subscribers.withLock { Array($0.continuations.values) }
    for continuation in continuations { continuation.yield() }
  }
}
