import CareTypes

/// The law on one side of a change: decides on its provisions for one care situation after the other.
struct SimulationLaw: Sendable {
  let book: RuleBook
  /// The highest amount that each provision can pay in a year; nil when that is not known.
  private let ceilings: ProvisionTable<Int64?>

  init(_ book: RuleBook) {
    self.book = book
    ceilings = book.map { $0.version.ceiling(on: book.date) }
  }

  /// Decides on all provisions for a care situation; nil for a provision that does not apply.
  func decide(_ situation: SituationFacts) -> ProvisionTable<SimulatedDecision?> {
    var decisions: ProvisionTable<SimulatedDecision?> = book.map { _ in nil }
    for decision in book.decisions(for: situation).all {
      decisions[decision.index] = SimulatedDecision(result: decision.result, amount: amount(of: decision))
    }
    return decisions
  }

  private func amount(of decision: ProvisionDecision) -> SimulatedRight.YearlyAmount {
    if decision.version.amounts.isEmpty { return .none }
    guard let cents = decision.result.amountCents, let frequency = decision.version.frequency else {
      return .unknown(atMost: ceilings[decision.index])
    }
    return .known(cents.multipliedSaturated(by: frequency.timesAYear))
  }
}

extension ProvisionVersion {
  /// The highest number of euro cents that it can pay in a year by the amounts of a day; nil when that is not known.
  func ceiling(on date: CalendarDate) -> Int64? {
    let day = date.daysSinceEpoch
    let current = amounts.filter { $0.isValid(on: day) }
    let cents = current.compactMap(\.cents)
    guard let frequency, let most = cents.max(), cents.count == current.count else { return nil }
    return most.multipliedSaturated(by: frequency.timesAYear)
  }
}
