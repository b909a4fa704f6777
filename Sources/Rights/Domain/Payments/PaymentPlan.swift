import CareTypes

/// Decides which lines a run has: what is due and not paid yet, as far as the budgets go.
package struct PaymentPlan {
  /// What earlier runs have for an award and a period.
  package struct Earlier: Sendable, Hashable {
    /// What is paid or will be, less corrections, in euro cents.
    package var cents: Int64 = 0
    /// Whether the period is in a run.
    package var isInRun = false
    /// What lines tell was paid too much, and still count, in euro cents.
    package var toldCents: Int64 = 0
    /// Why lines for the period are not paid; empty for none.
    package var waiting: Set<PaymentLine.State> = []
    /// Whether a line for a longer period covers a part of it.
    package var isInLongerPeriod = false

    /// Nothing.
    package init() {}
  }

  /// What is to be done for a period.
  package enum Step: Sendable, Hashable {
    /// Nothing is to be changed.
    case nothing
    /// What was told to be paid too much no longer is.
    case settle
    /// A line is made. If it is about money that changes, what was told before no longer counts.
    case line(PaymentLine.Kind, PaymentLine.State, cents: Int64?)
  }

  /// What is left of the budget of each year, in euro cents; a year without a budget has none here.
  private var left: [Int: Int64]
  /// The years whose budget is spent.
  private var spent: Set<Int> = []

  /// A plan within the budgets.
  ///
  /// - Parameter left: What is left of the budget of each year, in euro cents.
  package init(left: [Int: Int64]) {
    self.left = left
  }

  /// The order in which lines are made, which matters when a budget is spent: who has held the award longest comes first,
  /// then the earlier period.
  package static func order(_ due: [PaymentDue]) -> [PaymentDue] {
    due.sorted {
      ($0.heldSince, $0.award.name, $0.period.lowerBound) < ($1.heldSince, $1.award.name, $1.period.lowerBound)
    }
  }

  /// What is to be done for a period.
  package mutating func step(_ due: PaymentDue, _ earlier: Earlier) -> Step {
    let step = newStep(due, earlier)
    // What waits for the same reason as before was told already.
    if case .line(_, let state, _) = step, earlier.waiting.contains(state) { return .nothing }
    return step
  }

  private mutating func newStep(_ due: PaymentDue, _ earlier: Earlier) -> Step {
    if earlier.isInLongerPeriod { return .nothing }
    switch due.amount {
    case .unknown: return earlier.isInRun ? .nothing : .line(.ordinary, .amountUnknown, cents: nil)
    case .prorationUnknown: return earlier.isInRun ? .nothing : .line(.ordinary, .prorationUnknown, cents: nil)
    case .known(let cents):
      let more = cents - earlier.cents
      if more > 0 {
        let kind: PaymentLine.Kind = earlier.isInRun ? .supplement : .ordinary
        return .line(kind, fits(more, in: Self.year(of: due.period)) ? .toPay : .budgetSpent, cents: more)
      }
      if more < 0 { return -more == earlier.toldCents ? .nothing : .line(.overpaid, .told, cents: -more) }
      return earlier.toldCents == 0 ? .nothing : .settle
    }
  }

  /// The year whose budget pays a period.
  package static func year(of period: ClosedRange<Int>) -> Int {
    (try? CalendarDate(daysSinceEpoch: period.upperBound))?.year ?? 0
  }

  /// Takes an amount from the budget of a year. Once one does not fit, the budget is spent, also for smaller ones after it:
  /// nobody is passed over for being owed more.
  private mutating func fits(_ cents: Int64, in year: Int) -> Bool {
    guard let rest = left[year] else { return true }
    if spent.contains(year) || cents > rest {
      spent.insert(year)
      return false
    }
    left[year] = rest - cents
    return true
  }
}
