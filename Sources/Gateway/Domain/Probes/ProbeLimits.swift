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

/// How often a client asked in vain in one way within the last day.
package struct ProbeTally: Sendable, Hashable {
  /// How often within one minute.
  package struct Minute: Sendable, Hashable {
    /// Minutes since 1970.
    package let minute: Int64
    /// How often.
    package let count: Int

    /// A minute.
    package init(minute: Int64, count: Int) {
      self.minute = minute
      self.count = count
    }
  }

  /// In which way.
  package let kind: ProbeLimits.Kind
  /// The minutes in which it did, oldest first.
  package let minutes: [Minute]
  /// Minutes since 1970 now.
  package let now: Int64

  /// A tally.
  package init(kind: ProbeLimits.Kind, minutes: [Minute], now: Int64) {
    self.kind = kind
    self.minutes = minutes
    self.now = now
  }

  /// Minutes of an hour and of a day.
  package static let hour: Int64 = 60
  /// Minutes of a day.
  package static let day: Int64 = 1_440

  /// How often within the last hour.
  package var lastHour: Int { count(since: now - Self.hour) }
  /// How often within the last day.
  package var lastDay: Int { count(since: now - Self.day) }

  private func count(since minute: Int64) -> Int { minutes.filter { $0.minute > minute }.reduce(0) { $0 + $1.count } }

  /// After how many minutes the last day holds fewer than a number, if nothing is added; at least 1.
  package func minutes(untilFewerThan number: Int) -> Int64 {
    var count = lastDay
    for minute in minutes where minute.minute > now - Self.day {
      if count < number { break }
      count -= minute.count
      if count < number { return max(1, minute.minute + Self.day - now) }
    }
    return 1
  }
}
