/// A value that changes over time (geldigheid in de tijd): periods without gaps, each from its first day until the next one
/// begins. The value of the first period is valid on every earlier day as well.
package struct Timeline<Value: Sendable & Hashable>: Sendable, Hashable {
  /// A value, and the first day on which it is valid.
  package struct Period: Sendable, Hashable {
    /// First day on which the value is valid.
    package let start: CalendarDate
    /// The value.
    package let value: Value

    /// A period.
    package init(start: CalendarDate, value: Value) {
      self.start = start
      self.value = value
    }
  }

  /// The first period.
  package private(set) var first: Period
  /// The periods after the first, in the order of their days.
  package private(set) var later: [Period]

  /// A timeline with one value.
  package init(start: CalendarDate, value: Value) {
    first = Period(start: start, value: value)
    later = []
  }

  /// A timeline of periods in any order. Neighbours with the same value become one.
  ///
  /// - Returns: nil for no periods, or two that begin on one day.
  package init?(_ periods: [Period]) {
    if periods.count == 1, let only = periods.first {
      (first, later) = (only, [])
      return
    }
    let sorted = periods.sorted { $0.start < $1.start }
    guard let first = sorted.first, Set(sorted.map { $0.start }).count == sorted.count else { return nil }
    self.first = first
    later = Array(sorted.dropFirst())
    join()
  }

  /// The periods, oldest first.
  package var periods: [Period] { [first] + later }

  /// The last period.
  package var latest: Period { later.last ?? first }

  /// The value on a day.
  package subscript(day: CalendarDate) -> Value {
    (later.last { $0.start <= day } ?? first).value
  }

  /// The periods with their last days; the last period has none.
  package var spans: [(start: CalendarDate, end: CalendarDate?, value: Value)] {
    if later.isEmpty { return [(first.start, nil, first.value)] }
    let starts = later.map { $0.start }
    return zip(periods, starts.map { try? $0.adding(days: -1) } + [nil]).map { ($0.start, $1, $0.value) }
  }

  /// The first day on which two timelines have different values; nil when they never have. It is the first day of either
  /// when they differ from the beginning.
  package func firstDifference(from other: Timeline) -> CalendarDate? {
    if first.value != other.first.value { return min(first.start, other.first.start) }
    return (later + other.later).map(\.start).sorted().first { self[$0] != other[$0] }
  }

  /// Sets the value from a day on; later periods are removed.
  package mutating func replace(from day: CalendarDate, with value: Value) {
    if day <= first.start {
      self = Timeline(start: day, value: value)
    } else {
      later = later.filter { $0.start < day } + [Period(start: day, value: value)]
      join()
    }
  }

  /// Changes the values of a range of days, and leaves the others.
  ///
  /// - Parameters:
  ///   - start: First day; nil for the beginning.
  ///   - end: Last day; nil for no end.
  ///   - change: Gives the new value for each value.
  package mutating func change(
    from start: CalendarDate?,
    to end: CalendarDate?,
    _ change: (Value) -> Value
  ) {
    let start = max(start ?? first.start, first.start)
    if let end, end < start { return }
    split(at: start)
    if let end, let after = try? end.adding(days: 1) { split(at: after) }
    func changed(_ period: Period) -> Period {
      let isWithin = period.start >= start && (end.map { period.start <= $0 } ?? true)
      return isWithin ? Period(start: period.start, value: change(period.value)) : period
    }
    first = changed(first)
    later = later.map(changed)
    join()
  }

  /// Makes the timeline begin on another day: earlier days get the first value, and periods that end before it are removed.
  package mutating func begin(on day: CalendarDate) {
    let value = self[day]
    later = later.filter { $0.start > day }
    first = Period(start: day, value: value)
    join()
  }

  private mutating func split(at day: CalendarDate) {
    guard day > first.start, !later.contains(where: { $0.start == day }) else { return }
    let period = Period(start: day, value: self[day])
    let place = later.firstIndex { $0.start > day } ?? later.endIndex
    later.insert(period, at: place)
  }

  private mutating func join() {
    var joined: [Period] = []
    for period in later where period.value != (joined.last ?? first).value { joined.append(period) }
    later = joined
  }
}
