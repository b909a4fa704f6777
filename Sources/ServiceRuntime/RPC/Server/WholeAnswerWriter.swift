import GRPCCore
import Synchronization

/// Holds back the parts of an answer until its status, so that the answer of a unary call leaves in one piece: each part
/// that leaves by itself wakes the thread of its connection.
final class WholeAnswerWriter<Bytes: GRPCContiguousBytes & Sendable>: ClosableRPCWriterProtocol {
  typealias Element = RPCResponsePart<Bytes>

  private let base: RPCWriter<Element>.Closable
  private let held = Mutex<[Element]>([])

  /// A writer before another.
  init(_ base: RPCWriter<Element>.Closable) {
    self.base = base
  }

  func write(_ element: Element) async throws {
    guard case .status = element else {
      held.withLock { $0.append(element) }
      return
    }
    try await base.write(contentsOf: take() + [element])
  }

  func write(contentsOf elements: some Sequence<Element>) async throws {
    for element in elements { try await write(element) }
  }

  func finish() async {
    let rest = take()
    if !rest.isEmpty { try? await base.write(contentsOf: rest) }
    await base.finish()
  }

  func finish(throwing error: any Error) async {
    await base.finish(throwing: error)
  }

  private func take() -> [Element] {
    held.withLock { held in
      defer { held = [] }
      return held
    }
  }
}
