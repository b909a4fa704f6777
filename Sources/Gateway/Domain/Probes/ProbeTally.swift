/// How often a client asked in vain in one way within the last day.
package struct ProbeTally: Sendable, Hashable {
  /// The count of one minute.
  package struct Minute: Sendable, Hashable {
    /// The minute, counted since 1970.
    package let minute: Int64
    /// How often the client asked in vain.
    package let count: Int

    /// A minute.
    package init(minute: Int64, count: Int) {
      self.minute = minute
      self.count = count
    }
  }

  /// The way in which the client asked in vain.
  package let kind: ProbeLimits.Kind
  /// The minutes in which it did, oldest first.
  package let minutes: [Minute]
  /// The current minute, counted since 1970.
  package let now: Int64

  /// A tally.
  package init(kind: ProbeLimits.Kind, minutes: [Minute], now: Int64) {
    self.kind = kind
    self.minutes = minutes
    self.now = now
  }

  /// The minutes of an hour.
  package static let hour: Int64 = 60
  /// The minutes of a day.
  package static let day: Int64 = 1_440

  /// The count of the last hour.
  package var lastHour: Int { count(since: now - Self.hour) }
  /// The count of the last day.
  package var lastDay: Int { count(since: now - Self.day) }

  /// The tally with further questions in the current minute, without the minutes before the last day.
  package func adding(_ count: Int) -> ProbeTally {
    var kept = minutes.filter { $0.minute > now - Self.day }
    let before = kept.last?.minute == now ? kept.removeLast().count : 0
    kept.append(Minute(minute: now, count: before + count))
    return ProbeTally(kind: kind, minutes: kept, now: now)
  }

  private func count(since minute: Int64) -> Int { minutes.filter { $0.minute > minute }.reduce(0) { $0 + $1.count } }

  /// The number of minutes after which the last day will have fewer than a number, if none is added; at least 1.
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
