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
  ///   - limit: How long the call may take if its caller waits that long; nil if it may take as long as its caller waits.
  ///   - call: Makes the call with the options given.
  /// - Throws: What the service answers; `Refusal` with `upstreamUnavailable` if it did not answer in time although the
  ///   caller still waits, or ended the call by itself.
  static func ask<Answer: Sendable>(
    atMost limit: Duration? = CallContext.longestUpstreamCall,
    _ call: @escaping @Sendable (CallOptions) async throws -> Answer
  ) async throws -> Answer {
    let end = limit.map { ContinuousClock.now + $0 }
    do {
      guard let limit else { return try await call(.upstream) }
      return try await CallContext.limited(to: limit) { try await call(.upstream) }
    } catch is DeadlinePassed {
      throw unavailable
    } catch let refusal as Refusal {
      // The answer to a call within this one that took too long, for which this task was cancelled.
      throw refusal
    } catch  where Task.isCancelled {
      throw cancellation
    } catch let error as RPCError where error.code == .deadlineExceeded {
      // Not the error of the client: a call around this one would judge it again, by a time of its own.
      if let deadline = CallContext.current.deadline, end.map({ $0 >= deadline }) ?? true { throw deadlinePassed }
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
    var options = CallOptions.upstream
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
