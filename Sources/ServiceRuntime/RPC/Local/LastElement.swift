import GRPCCore
import Synchronization

/// A writer that keeps the last element that was written.
final class LastElement<Element: Sendable>: ClosableRPCWriterProtocol {
  private let kept = Mutex<Element?>(nil)

  /// The last element; nil if none was written.
  var last: Element? { kept.withLock { $0 } }

  func write(_ element: Element) async throws {
    kept.withLock { $0 = element }
  }

  func write(contentsOf elements: some Sequence<Element>) async throws {
    for element in elements { kept.withLock { $0 = element } }
  }

  func finish() async {}

  func finish(throwing error: any Error) async {}
}
