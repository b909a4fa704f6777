import CareTypes
import Testing

@Suite struct MoneyTests {
  @Test("Adds cents")
  func adds() throws {
    #expect(try Money(cents: 12_345).adding(Money(cents: -45)) == Money(cents: 12_300))
    #expect(try Money.zero.adding(.zero) == .zero)
    #expect(Money(cents: -1) < .zero)
  }

  @Test("Refuses a sum that does not fit", arguments: [(Int64.max, Int64(1)), (.min, -1)])
  func overflow(one: Int64, other: Int64) {
    let error = thrown { () throws(ValueError) in try Money(cents: one).adding(Money(cents: other)) }
    #expect(error?.kind == .outOfRange)
  }

  @Test(
    "Writes an amount in Dutch and in English",
    arguments: [
      (Int64(123_456), "1.234,56 EUR", "1,234.56 EUR"), (0, "0,00 EUR", "0.00 EUR"),
      (5, "0,05 EUR", "0.05 EUR"),
      (-5, "-0,05 EUR", "-0.05 EUR"), (99_999, "999,99 EUR", "999.99 EUR"),
      (100_000, "1.000,00 EUR", "1,000.00 EUR"), (100_000_700, "1.000.007,00 EUR", "1,000,007.00 EUR"),
      (.min, "-92.233.720.368.547.758,08 EUR", "-92,233,720,368,547,758.08 EUR"),
      (.max, "92.233.720.368.547.758,07 EUR", "92,233,720,368,547,758.07 EUR"),
    ]
  )
  func formatted(cents: Int64, dutch: String, english: String) {
    #expect(Money(cents: cents).formatted(.dutch) == dutch)
    #expect(Money(cents: cents).formatted(.english) == english)
  }
}

@Suite struct HoursPerWeekTests {
  @Test("Holds half hours, quarters and tenths exactly")
  func exact() throws {
    #expect(try HoursPerWeek(tenths: 205).hours == 20.5)
    #expect(try HoursPerWeek(tenths: 205) == HoursPerWeek(minutes: 1230))
    #expect(try HoursPerWeek(minutes: 15).hours == 0.25)
    #expect(try HoursPerWeek(tenths: 204) < HoursPerWeek(tenths: 205))
  }

  @Test("Counts a month as 52 weeks over 12", arguments: [(180, 13.0), (720, 52.0), (1230, 20.5 * 52 / 12)])
  func perMonth(minutes: Int, hours: Double) throws {
    #expect(try HoursPerWeek(minutes: minutes).perMonth == hours)
  }

  @Test("Takes more than 0 and at most 168 hours")
  func bounds() throws {
    #expect(try HoursPerWeek(tenths: 1680).hours == 168)
    for tenths in [0, -1, 1681, Int.max, Int.min] {
      #expect(thrown { () throws(ValueError) in try HoursPerWeek(tenths: tenths) }?.kind == .outOfRange)
    }
    for minutes in [0, -1, 10_081, Int.max, Int.min] {
      #expect(thrown { () throws(ValueError) in try HoursPerWeek(minutes: minutes) }?.kind == .outOfRange)
    }
  }
}

@Suite struct HoursBandTests {
  @Test(
    "Puts the bounds, and the half hours between them, in one class",
    arguments: [
      (1, HoursBand.under10), (99, .under10), (100, .from10To20), (200, .from10To20), (205, .from21To60),
      (210, .from21To60), (600, .from21To60), (601, .over60), (605, .over60), (1680, .over60),
    ]
  )
  func bounds(tenths: Int, band: HoursBand) throws {
    #expect(try HoursBand(of: HoursPerWeek(tenths: tenths)) == band)
  }

  @Test("Every minute of a week falls in one class, and the classes follow each other without a gap")
  func partition() throws {
    let bands = try (1...10_080).map { try HoursBand(of: HoursPerWeek(minutes: $0)) }
    let changes = bands.indices.dropFirst().filter { bands[$0] != bands[$0 - 1] }.map { $0 + 1 }
    #expect(changes == [600, 1201, 3601])
    #expect(Set(bands) == Set(HoursBand.allCases))
  }

  @Test("Has codes that stay")
  func codes() {
    #expect(HoursBand.allCases.map(\.rawValue) == ["under_10", "10_20", "21_60", "over_60"])
  }
}

@Suite struct AgeBandTests {
  @Test("Every age falls in one class, and the classes follow each other without a gap")
  func partition() {
    let bands = (-1...130).map(AgeBand.init(age:))
    let changes = bands.indices.dropFirst().filter { bands[$0] != bands[$0 - 1] }.map { $0 - 1 }
    #expect(changes == [18, 25, 45, 65, 80])
    #expect(Set(bands) == Set(AgeBand.allCases))
    #expect(AgeBand(age: .min) == .under18)
    #expect(AgeBand(age: .max) == .from80)
  }

  @Test("Has codes that stay")
  func codes() {
    let codes = ["under_18", "18_24", "25_44", "45_64", "65_79", "80_and_over"]
    #expect(AgeBand.allCases.map(\.rawValue) == codes)
  }
}
