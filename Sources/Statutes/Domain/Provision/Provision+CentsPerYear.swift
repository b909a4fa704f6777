import CareTypes
package import RuleLanguage
import RuleReasoning

extension Provision {
  /// The most that it pays to anyone in a year, in euro cents, as of a day; nil when it pays no money, or when the
  /// source does not state an amount or how often it is paid.
  package func highestCentsPerYear(on day: Int) -> Int64? {
    guard let benefit, let frequency = benefit.frequency else { return nil }
    // Amounts after an unconditional one are never paid.
    var payable: [BenefitAmount] = []
    for amount in benefit.amounts(on: day) {
      payable.append(amount)
      if amount.condition == nil { break }
    }
    let known = payable.compactMap(\.cents)
    guard known.count == payable.count, let highest = known.max() else { return nil }
    return highest.perYear(frequency)
  }

  /// What it pays in a year to someone who meets its condition, in euro cents; nil when it pays no money, when the
  /// source does not state the amount or how often it is paid, or when it cannot be decided which amount applies.
  ///
  /// - Parameters:
  ///   - day: The day, in days since 1970-01-01.
  ///   - facts: The known facts of the person, with the known parameters.
  /// - Throws: `CatalogueError` or `RuleError` if a stored condition is not correct, which is impossible for a
  ///   published one.
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

  /// Whether the source leaves a figure or the condition uncertain.
  package var isUncertain: Bool {
    !uncertainties.isEmpty || parameters.contains { $0.value == nil }
      || (benefit?.amounts ?? []).contains { $0.cents == nil }
      || (benefit?.amounts.isEmpty == false && benefit?.frequency == nil)
      || (benefit?.ownContribution != nil && benefit?.ownContribution?.cents == nil)
  }
}

extension Int64 {
  /// An amount of cents multiplied by the number of payments in a year; nil when the result is too large.
  fileprivate func perYear(_ frequency: Frequency) -> Int64? {
    let (product, overflow) = multipliedReportingOverflow(by: frequency.timesAYear)
    return overflow ? nil : product
  }
}
