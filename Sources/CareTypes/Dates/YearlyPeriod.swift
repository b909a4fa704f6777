/// Days that return every year, such as those from 1 January to 31 March. A period that ends before it begins goes over the
/// end of the year.
package struct YearlyPeriod: Sendable, Hashable, Codable {
  /// The first day, as `MM-DD`.
  package let first: String
  /// The last day, as `MM-DD`.
  package let last: String

  /// A period.
  ///
  /// - Parameters:
  ///   - first: The first day, as `MM-DD`; nil or empty for 1 January.
  ///   - last: The last day, as `MM-DD`; nil or empty for 31 December.
  /// - Returns: nil when neither day is given.
  package init?(first: String?, last: String?) {
    let days = [first, last].map { $0 ?? "" }
    if days.allSatisfy(\.isEmpty) { return nil }
    self.first = days[0].isEmpty ? "01-01" : days[0]
    self.last = days[1].isEmpty ? "12-31" : days[1]
  }

  /// Whether a date is one of its days.
  package func contains(_ date: CalendarDate) -> Bool {
    let day = String(date.isoText.suffix(5))
    return first <= last ? first <= day && day <= last : first <= day || day <= last
  }
}
