/// Computes the parts of a condition for the values in its slots.
///
/// The logic is Kleene's, with three values: yes, no and unknown. A computation that fails (overflow, division by zero,
/// a number that is not finite) is a fourth result: it is treated as unknown, but no further fact can change it.
package struct Evaluator: Sendable {
  /// The result of a part of the condition.
  package enum Result: Sendable, Equatable {
    case known(FactValue)
    /// A missing fact could still decide it.
    case unknown
    /// It cannot be computed, whatever the values of the missing facts.
    case failed

    /// Yes or no; nil when the result is neither.
    package var truth: Bool? {
      if case .known(.bool(let value)) = self { value } else { nil }
    }

    /// The result of `!`.
    package var negated: Result {
      truth.map { .known(.bool(!$0)) } ?? (self == .unknown ? .unknown : .failed)
    }

    /// The result of a choice (`?:`) whose test is unknown: it is only known if both branches have the same value.
    ///
    /// - Parameters:
    ///   - then: The result of the first branch.
    ///   - otherwise: The result of the second branch.
    ///   - testCanFail: Whether the test may turn out not to be computable.
    package static func ofChoice(_ then: Result, _ otherwise: Result, testCanFail: Bool) -> Result {
      if case .known(let left) = then, case .known(let right) = otherwise, left.equals(right), !testCanFail {
        return then
      }
      return then == .failed && otherwise == .failed ? .failed : .unknown
    }
  }

  /// The facts in the order of their slots.
  private let facts: [Fact]
  private let values: [FactValue?]

  init(facts: [Fact], values: SlotValues) {
    self.facts = facts
    self.values = values.inOrder
  }

  /// The result of an expression; recursion is no deeper than `RuleLimits.depth`.
  package func compute(_ expression: CheckedExpression) -> Result {
    switch expression {
    case .constant(let value, _): .known(value)
    case .fact(let slot, _): values[slot.offset].map { .known($0) } ?? .unknown
    case .presence(let slot, _): .known(.bool(values[slot.offset] != nil))
    case .not(let inner, _): compute(inner).negated
    case .negative(let inner, _): map(compute(inner), Self.negative)
    case .conversion(let type, let inner, _): map(compute(inner)) { Self.converted($0, to: type) }
    case .arithmetic(let sign, let left, let right, _):
      combine(compute(left), compute(right)) { Self.arithmetic(sign, $0, $1) }
    case .comparison(let sign, let left, let right, _): comparison(sign, left, right)
    case .membership(let element, let list, _): membership(element, list)
    case .allOf(let parts, _): chain(parts, .allOf)
    case .anyOf(let parts, _): chain(parts, .anyOf)
    case .choice(let condition, let then, let otherwise, _):
      choice(condition, then, otherwise)
    case .function(let function, let values, _): apply(function, values.map(compute))
    }
  }

  // MARK: Logic

  private func chain(_ parts: [CheckedExpression], _ empty: LogicChain) -> Result {
    var chain = empty
    for part in parts where !chain.isDecided { chain.add(Truth(compute(part))) }
    return chain.truth.result
  }

  private func choice(
    _ condition: CheckedExpression,
    _ then: CheckedExpression,
    _ otherwise: CheckedExpression
  ) -> Result {
    let test = compute(condition)
    if let truth = test.truth { return compute(truth ? then : otherwise) }
    guard test == .unknown else { return .failed }
    return .ofChoice(compute(then), compute(otherwise), testCanFail: condition.canFail)
  }

  /// An element is in a list when it equals one of its values; as in CEL the whole list must be computable.
  private func membership(_ element: CheckedExpression, _ list: [CheckedExpression]) -> Result {
    let items = list.map(compute)
    guard compute(element) != .failed, !items.contains(.failed) else { return .failed }
    var result = Result.known(.bool(false))
    for item in list {
      switch comparison(.equal, element, item) {
      case .known(.bool(true)):
        // Another value that is not known yet may turn out not to be computable.
        let isSure = !zip(items, list).contains { $0 == .unknown && $1.canFail }
        return isSure ? .known(.bool(true)) : .unknown
      case .known: continue
      case .unknown, .failed: result = .unknown
      }
    }
    return result
  }

  // MARK: Comparisons

  private func comparison(
    _ sign: ComparisonOperator,
    _ left: CheckedExpression,
    _ right: CheckedExpression
  ) -> Result {
    let first = compute(left)
    let second = compute(right)
    let result = combine(first, second) { sign.holds($0, $1).map { .bool($0) } }
    // The declared range of a missing fact can decide alone: every age is at least 0.
    guard result == .unknown, let leftBounds = bounds(left, first),
      let rightBounds = bounds(right, second), let decided = sign.holds(leftBounds, rightBounds)
    else { return result }
    return .known(.bool(decided))
  }

  /// The lowest and highest number that an expression can have; nil when they are not known.
  private func bounds(_ expression: CheckedExpression, _ result: Result) -> ClosedRange<Double>? {
    if case .known(let value) = result {
      // Larger integers have no exact Double.
      guard let number = value.number, number.magnitude < 0x1p53 else { return nil }
      return number...number
    }
    return expression.slot.flatMap { facts[$0.offset].range }
  }

  // MARK: Values

  private func map(_ operand: Result, _ transform: (FactValue) -> FactValue?) -> Result {
    guard case .known(let value) = operand else { return operand }
    return transform(value).map { .known($0) } ?? .failed
  }

  private func apply(_ function: RuleFunction, _ operands: [Result]) -> Result {
    var values: [FactValue] = []
    if operands.contains(.failed) { return .failed }
    for case .known(let value) in operands { values.append(value) }
    guard values.count == operands.count else { return .unknown }
    return function.apply(values).map { .known($0) } ?? .failed
  }

  private func combine(
    _ left: Result,
    _ right: Result,
    _ transform: (FactValue, FactValue) -> FactValue?
  ) -> Result {
    if left == .failed || right == .failed { return .failed }
    guard case .known(let first) = left, case .known(let second) = right else { return .unknown }
    return transform(first, second).map { .known($0) } ?? .failed
  }

  private static func negative(_ value: FactValue) -> FactValue? {
    switch value {
    case .int(let number):
      let (negated, overflow) = (0).subtractingReportingOverflow(number)
      return overflow ? nil : .int(negated)
    case .decimal(let number): return .decimal(-number)
    case .bool, .string, .date: return nil
    }
  }

  /// Towards zero for `int`, as in CEL.
  private static func converted(_ value: FactValue, to type: FactType) -> FactValue? {
    switch (value, type) {
    case (.int, .int), (.decimal, .decimal): value
    case (.int(let number), .decimal): .decimal(Double(number))
    case (.decimal(let number), .int): number >= -0x1p63 && number < 0x1p63 ? .int(Int(number)) : nil
    default: nil
    }
  }

  private static func arithmetic(
    _ sign: ArithmeticOperator,
    _ left: FactValue,
    _ right: FactValue
  ) -> FactValue? {
    switch (left, right) {
    case (.int(let left), .int(let right)):
      let (number, overflow) =
        switch sign {
        case .plus: left.addingReportingOverflow(right)
        case .minus: left.subtractingReportingOverflow(right)
        case .times: left.multipliedReportingOverflow(by: right)
        case .divide: left.dividedReportingOverflow(by: right)
        case .remainder: left.remainderReportingOverflow(dividingBy: right)
        }
      return overflow ? nil : .int(number)
    case (.decimal(let left), .decimal(let right)):
      let number: Double
      switch sign {
      case .plus: number = left + right
      case .minus: number = left - right
      case .times: number = left * right
      case .divide: number = left / right
      case .remainder: return nil
      }
      return number.isFinite ? .decimal(number) : nil
    case (.string(let left), .string(let right)): return sign == .plus ? .string(left + right) : nil
    case (.date(let day), .int(let days)), (.int(let days), .date(let day)):
      let (turned, overflow) = sign == .minus ? (0).subtractingReportingOverflow(days) : (days, false)
      return overflow ? nil : day.adding(days: turned).map { .date($0) }
    case (.date(let left), .date(let right)): return .int(left.daysSinceEpoch - right.daysSinceEpoch)
    default: return nil
    }
  }
}

// MARK: - Missing facts

extension Evaluator {
  /// Adds the slots of the facts that could still decide an expression whose result is `.unknown`.
  ///
  /// Facts in a part that is decided, in a branch that is not taken, or beside a failed computation are left out.
  func collectMissing(_ expression: CheckedExpression, into missing: inout Set<FactSlot>) {
    guard compute(expression) == .unknown else { return }
    switch expression {
    case .constant, .presence: return
    case .fact(let slot, _): missing.insert(slot)
    case .not(let inner, _), .negative(let inner, _), .conversion(_, let inner, _):
      collectMissing(inner, into: &missing)
    case .arithmetic(_, let left, let right, _), .comparison(_, let left, let right, _):
      collectMissing(left, into: &missing)
      collectMissing(right, into: &missing)
    case .function(_, let values, _):
      for value in values { collectMissing(value, into: &missing) }
    case .membership(let element, let list, _):
      collectMissing(element, into: &missing)
      for item in list { collectMissing(item, into: &missing) }
    case .allOf(let parts, _), .anyOf(let parts, _):
      for part in parts { collectMissing(part, into: &missing) }
    case .choice(let condition, let then, let otherwise, _):
      let truth = compute(condition).truth
      collectMissing(condition, into: &missing)
      if truth != false { collectMissing(then, into: &missing) }
      if truth != true { collectMissing(otherwise, into: &missing) }
    }
  }
}

extension ComparisonOperator {
  /// Whether the comparison holds for all numbers of two ranges, or for none; nil when that depends on the numbers.
  fileprivate func holds(_ left: ClosedRange<Double>, _ right: ClosedRange<Double>) -> Bool? {
    switch self {
    case .equal: left.overlaps(right) ? nil : false
    case .notEqual: left.overlaps(right) ? nil : true
    case .less:
      left.upperBound < right.lowerBound ? true : (left.lowerBound >= right.upperBound ? false : nil)
    case .lessOrEqual:
      left.upperBound <= right.lowerBound ? true : (left.lowerBound > right.upperBound ? false : nil)
    case .greater, .greaterOrEqual: mirrored.holds(right, left)
    }
  }
}
