import GRPCCore
import Synchronization

/// The way by which unary calls within the process enter a server.
final class LocalEntrance: Sendable {
  /// Answers one call.
  typealias Handler = @Sendable (LocalTransport.Server.Stream, ServerContext) async -> Void

  private enum State {
    /// The server does not listen yet: calls wait, each under a key.
    case notOpen(waiting: [Int: CheckedContinuation<Void, Never>])
    case open(Handler)
    case closed
  }

  /// The description of both ends of a call.
  static let peer = "local"

  private let state = Mutex(State.notOpen(waiting: [:]))
  private let lastKey = Atomic(0)

  /// What answers a call, once the server listens.
  ///
  /// - Returns: nil if the server takes no more calls, or the current task was cancelled before it listened.
  func handler() async -> Handler? {
    if case .open(let handler) = state.withLock({ $0 }) { return handler }
    let key = lastKey.wrappingAdd(1, ordering: .relaxed).newValue
    await withTaskCancellationHandler {
      await withCheckedContinuation { wait(under: key, $0) }
    } onCancel: {
      stopWaiting(under: key)
    }
    return state.withLock { if case .open(let handler) = $0 { handler } else { nil } }
  }

  /// Takes calls from now on.
  func open(_ handler: @escaping Handler) {
    change(to: .open(handler))
  }

  /// Takes no more calls.
  func close() {
    change(to: .closed)
  }

  private func wait(under key: Int, _ continuation: CheckedContinuation<Void, Never>) {
    let mustWait = state.withLock { state in
      // Cancelled before this point: there is nobody to stop the wait.
      guard case .notOpen(var waiting) = state, !Task.isCancelled else { return false }
      waiting[key] = continuation
      state = .notOpen(waiting: waiting)
      return true
    }
    if !mustWait { continuation.resume() }
  }

  private func stopWaiting(under key: Int) {
    let continuation = state.withLock { state -> CheckedContinuation<Void, Never>? in
      guard case .notOpen(var waiting) = state else { return nil }
      let continuation = waiting.removeValue(forKey: key)
      state = .notOpen(waiting: waiting)
      return continuation
    }
    continuation?.resume()
  }

  private func change(to new: State) {
    let before = state.withLock { state in
      defer { state = new }
      return state
    }
    if case .notOpen(let waiting) = before { for continuation in waiting.values { continuation.resume() } }
  }
}

extension LocalTransport.Server {
  /// A call, as the server sees it.
  typealias Stream = RPCStream<Inbound, Outbound>
}
