package import RuleLanguage
import RuleReasoning

extension Provision {
  /// The most that it pays in a year to anyone on a day, in euro cents; nothing when it is no money, or when an amount
  /// or how often it pays is not told.
  package func highestCentsPerYear(on day: Int) -> Int64? {
    guard let benefit, let frequency = benefit.frequency else { return nil }
    // Behind an amount that everyone gets no other one counts.
    var counting: [BenefitAmount] = []
    for amount in benefit.amounts(on: day) {
      counting.append(amount)
      if amount.condition == nil { break }
    }
    let told = counting.compactMap(\.cents)
    guard told.count == counting.count, let highest = told.max() else { return nil }
    return highest.perYear(frequency)
  }

  /// What it pays in a year to someone who meets it, in euro cents; nothing when it is no money, when the amount or how
  /// often it pays is not told, or when it cannot be told which amount is theirs.
  ///
  /// - Parameter facts: What is known of them, with the parameters that are known.
  /// - Throws: `CatalogueError` or `RuleError` when a stored condition no longer reads; published ones always do.
  package func centsPerYear(on day: Int, for facts: FactSheet) throws -> Int64? {
    guard let benefit, let frequency = benefit.frequency else { return nil }
    for amount in benefit.amounts(on: day) {
      switch try amount.condition.map({ try Condition($0, catalogue: catalogue()).exactOutcome(facts) }) ?? .yes {
      case .yes: return amount.cents?.perYear(frequency)
      case .no: continue
      case .unknown: return nil
      }
    }
    return nil
  }

  /// Whether a figure of it, or its condition, rests on what the source leaves uncertain.
  package var isUncertain: Bool {
    !uncertainties.isEmpty || parameters.contains { $0.value == nil }
      || (benefit?.amounts ?? []).contains { $0.cents == nil }
      || (benefit?.amounts.isEmpty == false && benefit?.frequency == nil)
      || (benefit?.ownContribution != nil && benefit?.ownContribution?.cents == nil)
  }
}

extension Int64 {
  /// An amount of cents as often as it is paid in a year; nothing when it is beyond all bounds.
  fileprivate func perYear(_ frequency: Frequency) -> Int64? {
    let (product, overflow) = multipliedReportingOverflow(by: frequency.timesAYear)
    return overflow ? nil : product
  }
}
