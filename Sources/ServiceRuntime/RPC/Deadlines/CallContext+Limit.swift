package import ServiceCore

extension CallContext {
  /// How long a call to another service may take, if no more is needed.
  package static let longestUpstreamCall = Duration.seconds(10)

  /// Does a part of the current call that may take no longer than a time, nor longer than the call itself.
  ///
  /// The deadline of the call is kept by `DeadlineInterceptor`, so that a part whose time ends later needs no timer. When
  /// the time of the part has passed, the call is cancelled: it can only say so.
  ///
  /// - Parameters:
  ///   - limit: The longest time.
  ///   - part: The part. Its `CallContext` has the deadline.
  /// - Throws: `DeadlinePassed` if the time passed while the call itself may still go on; what the part throws.
  package static func limited<Value: Sendable>(
    to limit: Duration = longestUpstreamCall,
    _ part: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    let end = ContinuousClock.now + limit
    if let deadline = current.deadline, deadline <= end { return try await part() }
    var context = current
    context.deadline = end
    return try await $current.withValue(context) { try await DeadlineTimer.shared.run(until: end, part) }
  }
}
