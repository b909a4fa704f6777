package import CareTypes
package import RightsDomain
import ServiceRuntime

extension RightsStore {
  /// The law of a day and of the next years, as far as it changes in some places. It takes one transaction.
  ///
  /// - Parameters:
  ///   - date: The day.
  ///   - places: Where the people live.
  package func lawPeriods(from date: CalendarDate, in places: [Place]) async throws -> [LawPeriod] {
    try await database.read { [cache] db in
      let last = try date.adding(years: LawPeriod.yearsAhead).daysSinceEpoch
      var periods: [LawPeriod] = []
      var day: CalendarDate? = date
      while let first = day, periods.count < LawPeriod.limit {
        let book = try cache.book(on: first, in: db)
        periods.append(LawPeriod(book: book, offers: try cache.offers(on: periods.first?.book.date ?? first, in: db)))
        let next = book.nextLawChange(in: places).flatMap { $0 <= last ? $0 : nil }
        day = try next.map { try CalendarDate(daysSinceEpoch: $0) }
      }
      return periods
    }
  }
}
