import GRPCCore
import ServiceCore
import ServiceRuntime

/// How the gateway calls the services behind it: within the caller's time, and telling who it was that did not answer.
enum Upstream {
  /// Makes a call.
  ///
  /// - Throws: What the service answers; `Refusal` with `upstreamUnavailable` when it did not answer although the caller
  ///   still waits, or ended the call by itself.
  static func ask<Answer>(
    within options: CallOptions = .upstream,
    _ call: (CallOptions) async throws -> Answer
  ) async throws -> Answer {
    let end = options.timeout.map { ContinuousClock.now + $0 }
    do {
      return try await call(options)
    } catch  where Task.isCancelled {
      throw cancellation
    } catch let error as RPCError where error.code == .deadlineExceeded {
      if let deadline = CallContext.current.deadline, let end, end >= deadline { throw error }
      throw unavailable
    } catch let error as RPCError where error.code == .cancelled {
      throw unavailable
    }
  }

  /// Makes a call about a resource, and tells its absence in the gateway's own words: what does not exist and what lies
  /// outside the scope are answered alike to the letter.
  ///
  /// - Throws: `Refusal` when the service knows no such resource; what `ask` throws.
  static func ask<Answer>(
    about name: String,
    _ call: (CallOptions) async throws -> Answer
  ) async throws -> Answer {
    try await inOwnWords(about: name) { try await ask(call) }
  }

  /// Tells the absence of a resource in the gateway's own words.
  ///
  /// - Throws: `Refusal` when the service knows no such resource; what the call throws.
  static func inOwnWords<Answer>(about name: String, _ call: () async throws -> Answer) async throws -> Answer {
    do {
      return try await call()
    } catch let error as RPCError where error.code == .notFound {
      throw Refusal.notFound(name)
    }
  }

  /// Reads a stream until it is time to open it anew.
  ///
  /// - Parameters:
  ///   - limit: How long it stays open.
  ///   - read: Opens it, and reads it to its end.
  /// - Returns: Whether it is time; if not, the stream has ended.
  /// - Throws: What the service answers; `Refusal` with `upstreamUnavailable` when it ended the stream by itself.
  static func read(
    atMost limit: Duration,
    _ read: (CallOptions) async throws -> Void
  ) async throws -> Bool {
    var options = CallOptions.upstreamFeed
    options.timeout = limit
    do {
      try await read(options)
      // A stream inside the process ends without an error when its task is cancelled.
      try Task.checkCancellation()
      return false
    } catch  where Task.isCancelled {
      throw cancellation
    } catch let error as RPCError where error.code == .deadlineExceeded {
      return true
    } catch let error as RPCError where error.code == .cancelled {
      throw unavailable
    }
  }

  /// Why the current task was cancelled: the client of a cancelled call gives no error that tells.
  private static var cancellation: any Error {
    if let deadline = CallContext.current.deadline, deadline <= .now {
      return Refusal(.deadlinePassed, "The deadline passed before the answer was ready")
    }
    return CancellationError()
  }

  private static let unavailable = Refusal(
    .upstreamUnavailable,
    "A service that is needed does not answer; try again"
  )
}

extension Duration {
  /// Longer than a simulation over all of Flanders takes, and shorter than who sets no deadline waits: who does not answer
  /// in time is told apart from who does not wait.
  static let longestSimulation = Duration.seconds(100)
}

extension CallOptions {
  /// Options for a call with a stream of requests: it may take as long as its caller gives it, because it lasts as long
  /// as the caller sends.
  static var upstreamStream: CallOptions {
    var options = CallOptions.upstream
    options.timeout = CallContext.current.deadline.map { max(.zero, $0 - .now) }
    return options
  }

  /// Options for a call that takes longer than others: it may last so long, and no longer than the caller waits.
  static func upstream(longest: Duration) -> CallOptions {
    var options = CallOptions.upstream
    options.timeout = CallContext.current.deadline.map { max(.zero, min(longest, $0 - .now)) } ?? longest
    return options
  }
}
