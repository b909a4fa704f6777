/// How often a client may ask in vain about people by their numbers. Beyond the first limit its answers are slowed, beyond
/// the second they are refused until a day has passed.
///
/// What is counted tells nothing of people out of sight: `mismatch` is of people in sight alone, and to `miss` someone out
/// of sight is nobody.
package struct ProbeLimits: Sendable, Hashable {
  /// In which way a client asked in vain.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    /// The number belongs to someone in sight, and what was told of them does not fit.
    case mismatch
    /// A search by number found nobody in sight.
    case miss
  }

  /// The limits of one kind.
  package struct Limit: Sendable, Hashable {
    /// How many within an hour are answered at once.
    package let freePerHour: Int
    /// How many within a day are answered at all.
    package let mostPerDay: Int

    /// Limits.
    package init(freePerHour: Int, mostPerDay: Int) {
      self.freePerHour = freePerHour
      self.mostPerDay = mostPerDay
    }
  }

  /// Of numbers that did not fit.
  package let mismatches: Limit
  /// Of searches that found nobody.
  package let misses: Limit
  /// How long an answer waits at most.
  package let longestPause: Duration

  /// Limits; those that hold when nothing is set leave a counter and a large list with its usual mistakes alone.
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

  /// Each one beyond the free ones lets the answer wait so much longer.
  private static let step = Duration.milliseconds(100)

  /// How long an answer waits that was counted in a tally.
  package func pause(after tally: ProbeTally) -> Duration {
    let beyond = tally.lastHour - limit(of: tally.kind).freePerHour
    return beyond > 0 ? min(longestPause, Self.step * beyond) : .zero
  }

  /// After how long a client may ask again by number; nothing when it may now.
  package func retryDelay(after tally: ProbeTally) -> Duration? {
    let most = limit(of: tally.kind).mostPerDay
    guard tally.lastDay >= most else { return nil }
    return .seconds(60 * tally.minutes(untilFewerThan: max(1, most)))
  }
}
