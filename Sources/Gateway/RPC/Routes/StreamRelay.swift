import GRPCCore
import Synchronization

/// Passes the messages of a client's stream on to a service, one by one.
final class StreamRelay<Part: Sendable>: Sendable {
  private let messages: RPCAsyncSequence<Part, any Error>
  private let see: @Sendable (Part) -> Void
  private let end = AsyncStream<Never>.makeStream()
  private let error = Mutex<(any Error)?>(nil)

  /// A relay.
  ///
  /// - Parameters:
  ///   - messages: The client's stream.
  ///   - see: Called with each message before it is passed on.
  init(_ messages: RPCAsyncSequence<Part, any Error>, see: @escaping @Sendable (Part) -> Void) {
    self.messages = messages
    self.see = see
  }

  /// The error with which the client's stream broke off; nil if it did not.
  var breakOff: (any Error)? { error.withLock { $0 } }

  /// Ends `run`, because the service has answered. The client may be silent without ending its stream, and the call to
  /// the service would wait for it.
  func stop() { end.continuation.finish() }

  /// Passes messages on until the client's stream ends or `stop` is called.
  ///
  /// - Throws: The error with which the stream broke off; what `writer` throws.
  func run(to writer: RPCWriter<Part>) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await self.passAll(to: writer) }
      group.addTask { for await _ in self.end.stream {} }
      try await group.next()
      group.cancelAll()
    }
  }

  private func passAll(to writer: RPCWriter<Part>) async throws {
    var iterator = messages.makeAsyncIterator()
    while let message = try await next(&iterator) {
      see(message)
      try await writer.write(message)
    }
  }

  /// The next message; nil at the end. An error is kept, unless it only says that this task was cancelled.
  private func next(_ iterator: inout RPCAsyncSequence<Part, any Error>.AsyncIterator) async throws -> Part? {
    do {
      return try await iterator.next()
    } catch {
      if !Task.isCancelled { self.error.withLock { $0 = error } }
      throw error
    }
  }
}
