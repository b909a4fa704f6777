package import CareTypes

/// The way in which the dates of a list are written, such as `dd/MM/yyyy`.
///
/// `dd` and `MM` stand for two digits, `d` and `M` for one or two, `yyyy` for four; anything else stands for itself.
package struct DateFormat: Sendable, Hashable {
  private enum Part: Sendable, Hashable {
    case day(digits: ClosedRange<Int>)
    case month(digits: ClosedRange<Int>)
    case year
    case mark(UInt8)
  }

  /// The pattern, as the mapping gives it.
  package let pattern: String
  private let parts: [Part]

  /// Reads a pattern; nil unless it has day, month and year once each, in a way that their digits cannot be confused.
  package init?(_ pattern: String) {
    var parts: [Part] = []
    var rest = Array(pattern.utf8)[...]
    while let letter = rest.first {
      let run = rest.prefix { $0 == letter }.count
      switch (letter, run) {
      case (UInt8(ascii: "d"), 1): parts.append(.day(digits: 1...2))
      case (UInt8(ascii: "d"), 2): parts.append(.day(digits: 2...2))
      case (UInt8(ascii: "M"), 1): parts.append(.month(digits: 1...2))
      case (UInt8(ascii: "M"), 2): parts.append(.month(digits: 2...2))
      case (UInt8(ascii: "y"), 4): parts.append(.year)
      case (UInt8(ascii: "/"), 1), (UInt8(ascii: "-"), 1), (UInt8(ascii: "."), 1), (UInt8(ascii: " "), 1):
        parts.append(.mark(letter))
      default: return nil
      }
      rest = rest.dropFirst(run)
    }
    let numbers = parts.map { part in
      switch part {
      case .day: 1
      case .month: 2
      case .year: 3
      case .mark: 0
      }
    }
    guard numbers.filter({ $0 > 0 }).sorted() == [1, 2, 3] else { return nil }
    for (part, following) in zip(parts, numbers.dropFirst()) where following > 0 {
      // One or two digits cannot be separated from digits that follow directly.
      switch part {
      case .day(let digits) where digits.count > 1: return nil
      case .month(let digits) where digits.count > 1: return nil
      default: continue
      }
    }
    self.pattern = pattern
    self.parts = parts
  }

  /// Reads a date.
  ///
  /// - Throws: `ValueError` for a text of another form, and for a day that does not exist.
  package func date(_ text: String) throws(ValueError) -> CalendarDate {
    var rest = Array(text.utf8)[...]
    var (year, month, day) = (0, 0, 0)
    for part in parts {
      switch part {
      case .day(let digits): day = try number(&rest, digits)
      case .month(let digits): month = try number(&rest, digits)
      case .year: year = try number(&rest, 4...4)
      case .mark(let mark):
        guard rest.first == mark else { throw wrong }
        rest = rest.dropFirst()
      }
    }
    guard rest.isEmpty else { throw wrong }
    return try CalendarDate(year: year, month: month, day: day)
  }

  private var wrong: ValueError { ValueError(.wrongFormat, "is not a date written as \(pattern)") }

  private func number(_ rest: inout ArraySlice<UInt8>, _ digits: ClosedRange<Int>) throws(ValueError) -> Int {
    let found = rest.prefix(digits.upperBound).prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard digits.contains(found.count) else { throw wrong }
    rest = rest.dropFirst(found.count)
    return found.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
  }
}
