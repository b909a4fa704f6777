package import CareTypes

/// The days on which the same provisions are in force where two people live.
package struct LawPeriod: Sendable {
  /// The rule book of its first day.
  package let book: RuleBook
  /// The offers of support on its first day.
  package let offers: RuleBook

  /// A period.
  package init(book: RuleBook, offers: RuleBook) {
    self.book = book
    self.offers = offers
  }

  /// The most periods that an exploration looks at.
  package static let limit = 8
  /// How many years an exploration looks ahead.
  package static let yearsAhead = 5
}

extension RuleBook {
  /// The first day after that of the rule book on which other provisions are in force in some places, in days since
  /// 1970-01-01; nil when none is known.
  package func nextLawChange(in places: [Place]) -> Int? {
    places.compactMap { changeDays.next(in: $0).min() }.min()
  }
}
