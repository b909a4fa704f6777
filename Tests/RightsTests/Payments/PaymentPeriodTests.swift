import CareTypes
import Testing

@testable import RightsDomain

@Suite("Periods that are paid")
struct PaymentPeriodTests {
  private func days(_ first: String, _ last: String) throws -> ClosedRange<Int> {
    try Cases.date(first).daysSinceEpoch...Cases.date(last).daysSinceEpoch
  }

  @Test("Are those that end in the days that are asked for")
  func ending() throws {
    let range = try days("2025-01-15", "2025-06-30")
    let months = try ["01-31", "02-28", "03-31", "04-30", "05-31", "06-30"].map {
      try Cases.date("2025-\($0)").daysSinceEpoch
    }
    #expect(PaymentPeriods.ending(in: range, .monthly).map(\.upperBound) == months)
    #expect(
      try PaymentPeriods.ending(in: range, .quarterly)
        == [days("2025-01-01", "2025-03-31"), days("2025-04-01", "2025-06-30")]
    )
    #expect(PaymentPeriods.ending(in: range, .yearly).isEmpty)
    #expect(try PaymentPeriods.ending(in: days("2024-12-31", "2025-12-31"), .yearly).count == 2)
    // 1 June 2025 is a Sunday.
    #expect(
      try PaymentPeriods.ending(in: days("2025-06-01", "2025-06-08"), .weekly)
        == [days("2025-05-26", "2025-06-01"), days("2025-06-02", "2025-06-08")]
    )
    #expect(PaymentPeriods.ending(in: range, .daily).isEmpty)
  }
}
