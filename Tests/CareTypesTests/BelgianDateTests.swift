import CareTypes
import Testing

@Suite struct BelgianDateTests {
  @Test(
    "Gives the legal date in Belgium, an hour ahead of UTC in winter and two in summer",
    arguments: [
      ("2025-01-15", 22, 59, "2025-01-15"), ("2025-01-15", 23, 0, "2025-01-16"),
      ("2025-06-15", 21, 59, "2025-06-15"), ("2025-06-15", 22, 0, "2025-06-16"),
      ("2025-12-31", 22, 59, "2025-12-31"), ("2025-12-31", 23, 0, "2026-01-01"),
      ("1969-12-31", 22, 59, "1969-12-31"), ("1969-12-31", 23, 0, "1970-01-01"),
    ]
  )
  func legalDate(utcDate: String, hour: Int, minute: Int, legal: String) throws {
    #expect(try belgianDate(utcDate, hour, minute) == legal)
  }

  @Test(
    "Changes over on the last Sunday of March and of October",
    arguments: [
      ("2025-03-29", 22, 59, "2025-03-29"), ("2025-03-29", 23, 0, "2025-03-30"),
      ("2025-03-30", 21, 59, "2025-03-30"), ("2025-03-30", 22, 0, "2025-03-31"),
      ("2025-10-25", 21, 59, "2025-10-25"), ("2025-10-25", 22, 0, "2025-10-26"),
      ("2025-10-26", 22, 59, "2025-10-26"), ("2025-10-26", 23, 0, "2025-10-27"),
      ("2024-03-31", 22, 0, "2024-04-01"), ("2024-03-30", 22, 59, "2024-03-30"),
      ("2026-03-29", 22, 0, "2026-03-30"), ("2026-10-25", 22, 30, "2026-10-25"),
    ]
  )
  func changeover(utcDate: String, hour: Int, minute: Int, legal: String) throws {
    #expect(try belgianDate(utcDate, hour, minute) == legal)
  }

  @Test("Each legal day lasts 24 hours, but for one of 23 and one of 25 in a year")
  func lengthOfDays() throws {
    let start = Int64(try CalendarDate(iso: "2023-12-31").daysSinceEpoch) * 86_400
    var hours: [CalendarDate: Int] = [:]
    for hour in 0..<(24 * 368) {
      hours[try CalendarDate(inBelgiumAt: start + Int64(hour) * 3600), default: 0] += 1
    }
    let inside = hours.filter { $0.key.year == 2024 }
    #expect(inside.count == 366)
    #expect(inside.filter { $0.value == 23 }.map(\.key.isoText) == ["2024-03-31"])
    #expect(inside.filter { $0.value == 25 }.map(\.key.isoText) == ["2024-10-27"])
    #expect(inside.filter { $0.value == 24 }.count == 364)
  }

  @Test(
    "Refuses an instant far outside the calendar",
    arguments: [Int64.max, .min, 7_289_654_400, -5_364_662_401]
  )
  func outOfRange(seconds: Int64) {
    #expect(thrown { () throws(ValueError) in try CalendarDate(inBelgiumAt: seconds) }?.kind == .outOfRange)
  }

  private func belgianDate(_ utcDate: String, _ hour: Int, _ minute: Int) throws -> String {
    let seconds = try CalendarDate(iso: utcDate).daysSinceEpoch * 86_400 + hour * 3600 + minute * 60
    return try CalendarDate(inBelgiumAt: Int64(seconds)).isoText
  }
}
