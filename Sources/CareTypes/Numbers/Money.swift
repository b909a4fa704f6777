/// An amount in euro, kept in whole cents (bedrag).
package struct Money: Sendable, Hashable {
  /// How an amount is written for people.
  package enum Style: String, Sendable, Hashable, CaseIterable {
    /// `1.234,56 EUR`
    case dutch
    /// `1,234.56 EUR`
    case english
  }

  /// No money.
  package static let zero = Money(cents: 0)

  /// The amount in euro cents; negative for what is reclaimed.
  package let cents: Int64

  /// Makes an amount of euro cents.
  package init(cents: Int64) {
    self.cents = cents
  }

  /// The sum of two amounts.
  ///
  /// - Throws: `ValueError` of kind `.outOfRange` when the sum does not fit.
  package func adding(_ other: Money) throws(ValueError) -> Money {
    let (sum, overflow) = cents.addingReportingOverflow(other.cents)
    guard !overflow else {
      throw ValueError(.outOfRange, "The sum of the amounts is too large.")
    }
    return Money(cents: sum)
  }

  /// The amount for people, with the thousands in groups and two decimals.
  package func formatted(_ style: Style) -> String {
    let (groupMark, decimalMark) = style == .dutch ? (".", ",") : (",", ".")
    let (euros, cents) = cents.magnitude.quotientAndRemainder(dividingBy: 100)
    var groups: [String] = []
    var rest = euros
    while rest >= 1000 {
      groups.insert(DigitText(Int(rest % 1000), width: 3).text, at: 0)
      rest /= 1000
    }
    groups.insert(String(rest), at: 0)
    let sign = self.cents < 0 ? "-" : ""
    let decimals = DigitText(Int(cents), width: 2).text
    return "\(sign)\(groups.joined(separator: groupMark))\(decimalMark)\(decimals) EUR"
  }
}

extension Money: Comparable {
  /// Whether one amount is smaller than the other.
  package static func < (left: Money, right: Money) -> Bool { left.cents < right.cents }
}
