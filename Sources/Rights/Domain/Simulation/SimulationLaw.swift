import CareTypes

/// Provisions that are in force together, ready to be decided for one care situation after the other.
struct SimulationLaw: Sendable {
  let book: RuleBook
  /// The most that each can pay a year, by entry.
  private let ceilings: [Int64?]

  init(_ book: RuleBook) {
    self.book = book
    ceilings = book.entries.map { $0.version.ceiling(on: book.date) }
  }

  /// Decides everything that applies to a care situation, by entry.
  func decide(_ situation: SituationFacts) -> [SimulatedDecision?] {
    var decisions = [SimulatedDecision?](repeating: nil, count: book.entries.count)
    for ruling in book.rulings(for: situation).all {
      decisions[ruling.entry] = SimulatedDecision(result: ruling.result, amount: amount(of: ruling))
    }
    return decisions
  }

  private func amount(of ruling: Ruling) -> SimulatedRight.YearlyAmount {
    if ruling.version.amounts.isEmpty { return .none }
    guard let cents = ruling.result.amountCents, let frequency = ruling.version.frequency else {
      return .untold(atMost: ceilings[ruling.entry])
    }
    return .told(cents.multipliedSaturated(by: frequency.timesAYear))
  }
}

extension ProvisionVersion {
  /// The most euro cents that it can pay a year on a day; nothing when that is not told.
  func ceiling(on date: CalendarDate) -> Int64? {
    let day = date.daysSinceEpoch
    let current = amounts.filter { ($0.from ?? day) <= day && ($0.until ?? day) >= day }
    let cents = current.compactMap(\.cents)
    guard let frequency, let most = cents.max(), cents.count == current.count else { return nil }
    return most.multipliedSaturated(by: frequency.timesAYear)
  }
}
