import GRPCCore
import GRPCProtobuf
import ServiceCore
import ServiceRuntime

/// Calls the services behind the gateway within the time that the caller has left, and answers plainly if a service does not
/// answer.
enum Upstream {
  /// Makes a call.
  ///
  /// - Parameters:
  ///   - options: The options of the call.
  ///   - call: Makes the call with these options.
  /// - Throws: What the service answers; `Refusal` with `upstreamUnavailable` if it did not answer in time although the
  ///   caller still waits, or ended the call by itself.
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
      // Not the error of the client: a call around this one would judge it again, by a time of its own.
      if let deadline = CallContext.current.deadline, let end, end >= deadline { throw deadlinePassed }
      throw unavailable
    } catch let error as RPCError where error.code == .cancelled {
      throw unavailable
    }
  }

  /// Makes a call, and answers the absence of a resource in the gateway's own words, so that a resource that does not
  /// exist and one outside the scope get the same answer to the letter, whichever service gave it.
  ///
  /// - Parameters:
  ///   - name: The resource as the request names it; nil if the words of the service are answered.
  ///   - call: Makes the call.
  /// - Throws: `Refusal` if the resource does not exist; what the call throws.
  static func inOwnWords<Answer>(about name: String?, _ call: () async throws -> Answer) async throws -> Answer {
    do {
      return try await call()
    } catch let error as RPCError where error.code == .notFound {
      throw name.map { Refusal.notFound($0) } ?? error
    }
  }

  /// Makes a further call for an answer that is given `inOwnWords`. If this one finds something missing, it is not the
  /// resource that the request names: the client gets the words of the service.
  static func inWordsOfService<Answer>(_ call: () async throws -> Answer) async throws -> Answer {
    do {
      return try await call()
    } catch let error as RPCError where error.code == .notFound {
      throw try error.unpackGoogleRPCStatus() ?? error
    }
  }

  /// Reads a stream until it is time to open it anew.
  ///
  /// - Parameters:
  ///   - limit: How long the stream stays open.
  ///   - read: Opens the stream and reads it to its end.
  /// - Returns: True if it is time to open it anew; false if the stream has ended.
  /// - Throws: What the service answers; `Refusal` with `upstreamUnavailable` if it broke off the stream.
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

  /// The error for a call whose task was cancelled. The error of the gRPC client does not say why.
  private static var cancellation: any Error {
    if let deadline = CallContext.current.deadline, deadline <= .now {
      return deadlinePassed
    }
    return CancellationError()
  }

  private static let deadlinePassed = Refusal(.deadlinePassed, "The deadline passed before the answer was ready")

  private static let unavailable = Refusal(
    .upstreamUnavailable,
    "A service that is needed does not answer; try again"
  )
}

extension Duration {
  /// How long a simulation over all of Flanders may take: shorter than a client without a deadline waits, so that a service
  /// that does not answer gets a status of its own.
  static let longestSimulation = Duration.seconds(100)
}

extension CallOptions {
  /// Options for a call with a stream of requests, which may take as long as its caller allows.
  static var upstreamStream: CallOptions {
    var options = CallOptions.upstream
    options.timeout = CallContext.current.deadline.map { max(.zero, $0 - .now) }
    return options
  }

  /// Options for a call that may take longer than others.
  ///
  /// - Parameter longest: How long the call may take, if the caller waits that long.
  static func upstream(longest: Duration) -> CallOptions {
    var options = CallOptions.upstream
    options.timeout = CallContext.current.deadline.map { max(.zero, min(longest, $0 - .now)) } ?? longest
    return options
  }
}
