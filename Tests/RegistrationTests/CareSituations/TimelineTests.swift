import CareTypes
import Testing

@Suite("What holds from day to day")
struct TimelineTests {
  private func day(_ month: Int, _ day: Int = 1) throws -> CalendarDate {
    try CalendarDate(year: 2025, month: month, day: day)
  }

  private func told(_ timeline: Timeline<Int>) -> [String] {
    timeline.spans.map { "\($0.start.isoText)...\($0.end?.isoText ?? "") \($0.value)" }
  }

  @Test("A change from a day on leaves what held before")
  func change() throws {
    var hours = Timeline(start: try day(1), value: 10)
    try hours.change(from: day(3), to: nil) { _ in 20 }
    #expect(told(hours) == ["2025-01-01...2025-02-28 10", "2025-03-01... 20"])
    #expect(try hours[day(2, 28)] == 10)
    #expect(try hours[day(3)] == 20)
    #expect(try hours[CalendarDate(year: 2020, month: 1, day: 1)] == 10)
  }

  @Test("A correction over a stretch of days leaves the days around it, and joins what became equal")
  func correct() throws {
    var hours = Timeline(start: try day(1), value: 10)
    try hours.change(from: day(3), to: nil) { _ in 20 }
    try hours.change(from: day(2), to: day(4, 30)) { _ in 15 }
    #expect(told(hours) == ["2025-01-01...2025-01-31 10", "2025-02-01...2025-04-30 15", "2025-05-01... 20"])
    hours.change(from: nil, to: nil) { _ in 20 }
    #expect(told(hours) == ["2025-01-01... 20"])
  }

  @Test("A correction of one of two things keeps the changes of the other")
  func correctOne() throws {
    struct Terms: Hashable { var hours: Int; var home: Bool }
    var terms = Timeline(start: try day(1), value: Terms(hours: 10, home: true))
    try terms.change(from: day(3), to: nil) { Terms(hours: 20, home: $0.home) }
    try terms.change(from: day(5), to: nil) { Terms(hours: $0.hours, home: false) }
    terms.change(from: nil, to: nil) { Terms(hours: 12, home: $0.home) }
    #expect(terms.periods.map(\.value) == [Terms(hours: 12, home: true), Terms(hours: 12, home: false)])
    let may = try day(5)
    #expect(terms.later.map(\.start) == [may])
  }

  @Test("A move replaces what was to follow; one before everything replaces all")
  func replace() throws {
    var homes = Timeline(start: try day(1), value: 1)
    try homes.replace(from: day(6), with: 2)
    try homes.replace(from: day(3), with: 3)
    #expect(told(homes) == ["2025-01-01...2025-02-28 1", "2025-03-01... 3"])
    try homes.replace(from: CalendarDate(year: 2024, month: 1, day: 1), with: 4)
    #expect(told(homes) == ["2024-01-01... 4"])
  }

  @Test("A timeline that begins on another day keeps what held on its days")
  func begin() throws {
    var hours = Timeline(start: try day(1), value: 10)
    try hours.change(from: day(3), to: nil) { _ in 20 }
    var later = hours
    try later.begin(on: day(4))
    #expect(told(later) == ["2025-04-01... 20"])
    try hours.begin(on: CalendarDate(year: 2024, month: 12, day: 1))
    #expect(told(hours) == ["2024-12-01...2025-02-28 10", "2025-03-01... 20"])
  }

  @Test("Any changes in any order agree with a table of single days")
  func againstSingleDays() throws {
    var generator = SplitMix64(seed: 7)
    for _ in 0..<300 {
      let first = try day(1)
      var timeline = Timeline(start: first, value: 0)
      var days = Array(repeating: 0, count: 120)
      for step in 1...Int.random(in: 1...8, using: &generator) {
        let from = Int.random(in: 0..<120, using: &generator)
        let to = Bool.random(using: &generator) ? nil : Int.random(in: from..<120, using: &generator)
        let value = step % 3
        try timeline.change(from: first.adding(days: from), to: to.map { try first.adding(days: $0) }) { _ in value }
        for index in from...(to ?? 119) { days[index] = value }
      }
      for (index, value) in days.enumerated() { #expect(timeline[try first.adding(days: index)] == value) }
      for (left, right) in zip(timeline.periods, timeline.later) { #expect(left.value != right.value) }
    }
  }
}
