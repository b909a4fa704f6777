import CareTypes
import Testing

@Suite struct DateSpanTests {
  @Test("Contains its first and last day and none beyond")
  func contains() throws {
    let span = try span("2025-01-01", "2025-01-31")
    #expect(try span.contains(CalendarDate(iso: "2025-01-01")))
    #expect(try span.contains(CalendarDate(iso: "2025-01-31")))
    #expect(try !span.contains(CalendarDate(iso: "2024-12-31")))
    #expect(try !span.contains(CalendarDate(iso: "2025-02-01")))
  }

  @Test("An open span contains every later day and never ends")
  func open() throws {
    let span = try span("2025-01-01", nil)
    #expect(try span.contains(CalendarDate(iso: "2200-12-31")))
    #expect(try !span.ends(before: CalendarDate(iso: "2200-12-31")))
  }

  @Test("Ends before the day after its last")
  func ends() throws {
    let span = try span("2025-01-01", "2025-01-31")
    #expect(try span.ends(before: CalendarDate(iso: "2025-02-01")))
    #expect(try !span.ends(before: CalendarDate(iso: "2025-01-31")))
  }

  @Test("Lasts one day at least, and cannot end before it starts")
  func order() throws {
    #expect(try span("2025-01-01", "2025-01-01").contains(CalendarDate(iso: "2025-01-01")))
    let start = try CalendarDate(iso: "2025-01-01")
    let end = try CalendarDate(iso: "2024-12-31")
    #expect(thrown { () throws(ValueError) in try DateSpan(start: start, end: end) }?.kind == .endBeforeStart)
  }

  @Test("Overlaps exactly when a day is common to both")
  func overlaps() throws {
    var random = SplitMix64(seed: 2)
    var wrong: [String] = []
    for _ in 0..<2000 {
      let (one, other) = try (randomSpan(&random), randomSpan(&random))
      let isShared = try (0..<60).contains { day in
        let date = try CalendarDate(daysSinceEpoch: day)
        return one.contains(date) && other.contains(date)
      }
      if one.overlaps(other) != isShared || other.overlaps(one) != isShared {
        wrong.append("\(one) \(other)")
      }
    }
    #expect(wrong.isEmpty)
  }

  private func span(_ start: String, _ end: String?) throws -> DateSpan {
    try DateSpan(start: CalendarDate(iso: start), end: end.map { try CalendarDate(iso: $0) })
  }

  private func randomSpan(_ random: inout SplitMix64) throws -> DateSpan {
    let start = Int.random(in: 0..<30, using: &random)
    let length = Int.random(in: 0..<25, using: &random)
    return try DateSpan(
      start: CalendarDate(daysSinceEpoch: start),
      end: length == 0 ? nil : CalendarDate(daysSinceEpoch: start + length)
    )
  }
}
