/// How often a client may ask in vain about people by their numbers. Beyond the first limit its answers are delayed, beyond
/// the second they are refused until a day has passed.
///
/// The counts reveal nothing about people whom the client may not see: a `mismatch` is only counted for people whom it may
/// see, and a `miss` is counted whether nobody has the number or someone whom it may not see.
package struct ProbeLimits: Sendable, Hashable {
  /// The way in which a client asked in vain.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    /// The number belongs to someone whom the client may see, but their name or birth date differs from the request.
    case mismatch
    /// A search by number found nobody whom the client may see.
    case miss
  }

  /// The limits of one kind.
  package struct Limit: Sendable, Hashable {
    /// How many within an hour are answered without delay.
    package let freePerHour: Int
    /// How many within a day are answered.
    package let mostPerDay: Int

    /// Limits.
    package init(freePerHour: Int, mostPerDay: Int) {
      self.freePerHour = freePerHour
      self.mostPerDay = mostPerDay
    }
  }

  /// The limit for numbers that did not fit.
  package let mismatches: Limit
  /// The limit for searches that found nobody.
  package let misses: Limit
  /// The longest delay of an answer.
  package let longestPause: Duration

  /// Limits. The defaults do not hinder a service counter, nor a large list with its usual mistakes.
  package init(
    mismatches: Limit = Limit(freePerHour: 20, mostPerDay: 500),
    misses: Limit = Limit(freePerHour: 200, mostPerDay: 5_000),
    longestPause: Duration = .seconds(3)
  ) {
    self.mismatches = mismatches
    self.misses = misses
    self.longestPause = longestPause
  }

  /// The limits of a kind.
  package func limit(of kind: Kind) -> Limit {
    switch kind {
    case .mismatch: mismatches
    case .miss: misses
    }
  }

  /// The further delay for each question in vain beyond the free ones.
  private static let step = Duration.milliseconds(100)

  /// How long to delay an answer that is included in a tally.
  package func pause(after tally: ProbeTally) -> Duration {
    let beyond = tally.lastHour - limit(of: tally.kind).freePerHour
    return beyond > 0 ? min(longestPause, Self.step * beyond) : .zero
  }

  /// How long a client must wait before it may ask again by number; nil if it may now.
  package func retryDelay(after tally: ProbeTally) -> Duration? {
    let most = limit(of: tally.kind).mostPerDay
    guard tally.lastDay >= most else { return nil }
    return .seconds(60 * tally.minutes(untilFewerThan: max(1, most)))
  }
}
