import RuleLanguage

/// Finds the values of one fact at which an atom (a comparison, membership or yes-or-no function) changes its answer.
struct BreakpointFinder {
  let condition: Condition
  let given: SlotValues
  let slot: FactSlot
  let domain: FactDomain

  /// The most values of a domain that are tried one by one when a fact's effect on an atom has no known trend.
  static let countable = 20_000

  /// The ordinals at which the answer of an atom may change, except the first of the domain; nil when they cannot be
  /// found.
  ///
  /// - Parameter budget: How many parts may still be computed to go through values one by one; what was used is taken
  ///   off.
  func breakpoints(of atom: CheckedExpression, budget: inout Int) -> Set<Int>? {
    if domain.isOpenText { return isPlain(atom) ? [] : nil }
    if domain.isDiscrete { return [] }
    switch atom {
    case .comparison(_, let left, let right, _):
      if let found = breakpoints(left, right) { return found }
    case .membership(let element, let list, _):
      var all: Set<Int>? = []
      for item in list {
        guard let found = breakpoints(element, item) else {
          all = nil
          break
        }
        all?.formUnion(found)
      }
      if let all { return all }
    default: break
    }
    guard domain.count <= Self.countable, domain.count * atom.size <= budget else { return nil }
    budget -= domain.count * atom.size
    return counted(atom)
  }

  /// Whether an atom only compares a text with given texts for equality.
  private func isPlain(_ atom: CheckedExpression) -> Bool {
    func isWord(_ expression: CheckedExpression) -> Bool {
      expression.slot == slot || expression.valueSlots.allSatisfy { given[$0] != nil }
    }
    switch atom {
    case .comparison(let sign, let left, let right, _): return !sign.isOrdering && isWord(left) && isWord(right)
    case .membership(let element, let list, _): return ([element] + list).allSatisfy(isWord)
    default: return false
    }
  }

  private func evaluator(at ordinal: Int) -> Evaluator {
    var values = given
    values[slot] = domain.value(ordinal)
    return condition.evaluator(values)
  }

  /// The ordinals at which two sides change their order or stop being computable. Each side has a trend, so there are
  /// few such ordinals and they can be found by bisection; nil when a side has no trend.
  private func breakpoints(_ left: CheckedExpression, _ right: CheckedExpression) -> Set<Int>? {
    let finder = TrendFinder(evaluator: condition.evaluator(given), slot: slot)
    guard let first = finder.trend(of: left), let second = finder.trend(of: right),
      let gap = first.plus(second.reversed)
    else { return nil }
    /// Negative, zero or positive as the left side comes before, with or after the right; nil when not computable.
    func order(_ ordinal: Int) -> Int? {
      let evaluator = evaluator(at: ordinal)
      guard case .known(let one) = evaluator.compute(left), case .known(let other) = evaluator.compute(right) else {
        return nil
      }
      return one.ordering(with: other)
    }
    if gap == .level { return [] }
    var breakpoints: Set<Int> = []
    var computable = domain.ordinals
    switch (order(computable.lowerBound), order(computable.upperBound)) {
    case (nil, nil): return nil
    case (_?, nil):
      guard let end = computable.first(where: { order($0) == nil }) else { return nil }
      breakpoints.insert(end)
      computable = computable.lowerBound...(end - 1)
    case (nil, _?):
      guard let start = computable.first(where: { order($0) != nil }) else { return nil }
      breakpoints.insert(start)
      computable = start...computable.upperBound
    case (_?, _?): break
    }
    let sign = gap == .rising ? 1 : -1
    for limit in [0, 1] {
      if let breakpoint = computable.first(where: { (order($0) ?? 0) * sign >= limit }) {
        breakpoints.insert(breakpoint)
      }
    }
    return breakpoints
  }

  private func counted(_ atom: CheckedExpression) -> Set<Int> {
    var breakpoints: Set<Int> = []
    var before: Truth?
    for ordinal in domain.ordinals {
      let truth = Truth(evaluator(at: ordinal).compute(atom))
      if truth != before { breakpoints.insert(ordinal) }
      before = truth
    }
    return breakpoints
  }
}
