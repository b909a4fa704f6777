import RuleLanguage

/// Whether a computation rises or falls as its one fact grows.
enum Trend: Sendable {
  /// The computation does not depend on the fact.
  case level
  /// The computation never falls.
  case rising
  /// The computation never rises.
  case falling

  var reversed: Trend {
    switch self {
    case .level: .level
    case .rising: .falling
    case .falling: .rising
    }
  }

  /// The trend of the sum of two computations; nil when it has none.
  func plus(_ other: Trend) -> Trend? {
    switch (self, other) {
    case (.level, _): other
    case (_, .level): self
    case (.rising, .rising): .rising
    case (.falling, .falling): .falling
    default: nil
    }
  }
}

/// Finds the trends of computations over one fact that is a number or a date; all other facts are given.
///
/// A computation with a trend can fail only beyond some value at either end: if it succeeds for two values, it succeeds
/// for all values between them.
struct TrendFinder {
  let evaluator: Evaluator
  let slot: FactSlot

  func trend(of expression: CheckedExpression) -> Trend? {
    switch expression {
    case .fact(let found, _): return found == slot ? .rising : .level
    case .constant: return .level
    case .negative(let inner, _): return trend(of: inner)?.reversed
    case .conversion(_, let inner, _): return trend(of: inner)
    case .arithmetic(let sign, let left, let right, _):
      guard let first = trend(of: left), let second = trend(of: right) else { return nil }
      return arithmetic(sign, first, second, left, right)
    case .function(let function, let values, _):
      let trends = values.map(trend)
      guard trends.allSatisfy({ $0 != nil }) else { return nil }
      let found = trends.compactMap { $0 }
      switch function {
      case .days: return found.first
      case .addMonths where found.count == 2: return found[0].plus(found[1])
      case .ageOn, .monthsBetween, .daysBetween:
        return found.count == 2 ? found[0].reversed.plus(found[1]) : nil
      default: return found.contains { $0 != .level } ? nil : .level
      }
    default: return nil
    }
  }

  private func arithmetic(
    _ sign: ArithmeticOperator,
    _ first: Trend,
    _ second: Trend,
    _ left: CheckedExpression,
    _ right: CheckedExpression
  ) -> Trend? {
    if first == .level, second == .level { return .level }
    switch sign {
    case .plus: return first.plus(second)
    case .minus: return first.plus(second.reversed)
    case .times:
      if first == .level { return scaled(second, by: left) }
      return second == .level ? scaled(first, by: right) : nil
    case .divide: return second == .level ? scaled(first, by: right) : nil
    case .remainder: return nil
    }
  }

  /// The trend of the product with a constant, or of the quotient by one; nil when the constant cannot be computed.
  private func scaled(_ trend: Trend, by factor: CheckedExpression) -> Trend? {
    guard case .known(let value) = evaluator.compute(factor), let number = value.number else { return nil }
    return number < 0 ? trend.reversed : trend
  }
}
