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

@Suite("Hours of care") struct CareHoursTests {
  private static func hours(_ amount: Double, _ unit: CareHours.Unit) throws -> CareHours {
    try CareHours(amount, per: unit)
  }

  @Test("Are kept as declared, in the unit in which they were")
  func asDeclared() throws {
    for (amount, unit) in [(20.5, .week), (50, .month), (43.25, .month), (600, .year)] as [(Double, CareHours.Unit)] {
      let hours = try Self.hours(amount, unit)
      #expect(hours.unit == unit)
      #expect(hours.amount(per: unit) == amount)
    }
    #expect(try Self.hours(50, .month) != Self.hours(600, .year))
  }

  @Test("Every step that can be declared, in any unit, is given back exactly")
  func everyStep() throws {
    for unit in CareHours.Unit.allCases {
      for step in 1...unit.mostHours * unit.stepsPerHour {
        let amount = Double(step) / Double(unit.stepsPerHour)
        #expect(try Self.hours(amount, unit).amount(per: unit) == amount)
      }
    }
  }

  /// Hours as declared, and how many a year they are.
  private static let years: [(Double, CareHours.Unit, Double)] = [
    (50, .month, 600), (600, .year, 600), (12, .week, 624), (20.5, .week, 1_066), (11.5, .week, 598),
    (49.75, .month, 597), (599.75, .year, 599.75),
  ]

  @Test("A year counts as 52 weeks and 12 months", arguments: years)
  func units(amount: Double, unit: CareHours.Unit, year: Double) throws {
    let hours = try Self.hours(amount, unit)
    #expect(hours.amount(per: .year) == year)
    #expect(hours.amount(per: .month) == year / 12)
    #expect(hours.amount(per: .week) == year / 52)
    #expect((hours.amount(per: .month) >= 50) == (year >= 600))
  }

  @Test("Are more than 0 and at most every hour of the week, in whole steps")
  func bounds() throws {
    for (unit, most) in [(.week, 168), (.month, 728), (.year, 8_736)] as [(CareHours.Unit, Double)] {
      let all = try Self.hours(most, unit)
      #expect(all.minutesPerYear == CareHours.mostMinutesPerYear)
      #expect(all.amount(per: .week) == 168)
      let wrong = [
        0, -1, most + 0.5, 0.2, .nan, .infinity, -.infinity, .greatestFiniteMagnitude, .leastNonzeroMagnitude,
      ]
      for amount in wrong {
        #expect(thrown { () throws(ValueError) in try CareHours(amount, per: unit) }?.kind == .outOfRange)
      }
      for minutes in [0, -1, Int(most) * 60 + 1, Int.max, Int.min] {
        #expect(thrown { () throws(ValueError) in try CareHours(minutes: minutes, per: unit) }?.kind == .outOfRange)
      }
    }
    #expect(thrown { () throws(ValueError) in try CareHours(1.25, per: .week) }?.kind == .outOfRange)
    #expect(try Self.hours(1.25, .month).minutes == 75)
  }
}

@Suite struct HoursBandTests {
  @Test(
    "Puts the bounds, and the half hours between them, in one class",
    arguments: [
      (0.5, HoursBand.under10), (9.5, .under10), (10, .from10To20), (20, .from10To20), (20.5, .from21To60),
      (21, .from21To60), (60, .from21To60), (60.5, .over60), (168, .over60),
    ]
  )
  func bounds(hours: Double, band: HoursBand) throws {
    #expect(try HoursBand(minutesPerYear: CareHours(hours, per: .week).minutesPerYear) == band)
  }

  @Test("Hours a month and a year fall in the class of their week")
  func otherUnits() throws {
    func band(_ hours: Double, _ unit: CareHours.Unit) throws -> HoursBand {
      HoursBand(minutesPerYear: try CareHours(hours, per: unit).minutesPerYear)
    }
    // 10 hours a week are 520 a year, and 43 1/3 a month.
    #expect(try [band(43.25, .month), band(43.5, .month)] == [.under10, .from10To20])
    #expect(try [band(519.75, .year), band(520, .year)] == [.under10, .from10To20])
    #expect(try [band(1_040, .year), band(1_040.25, .year)] == [.from10To20, .from21To60])
    #expect(try [band(260, .month), band(260.25, .month)] == [.from21To60, .over60])
  }

  @Test("Every minute falls in one class, and the classes follow each other without a gap")
  func partition() throws {
    let bands = (1...CareHours.mostMinutesPerYear).map(HoursBand.init(minutesPerYear:))
    let changes = bands.indices.dropFirst().filter { bands[$0] != bands[$0 - 1] }.map { $0 + 1 }
    #expect(changes == [600 * 52, 1200 * 52 + 1, 3600 * 52 + 1])
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
