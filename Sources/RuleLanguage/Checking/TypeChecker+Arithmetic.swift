extension TypeChecker {
  mutating func negative(_ inner: Syntax, at syntax: Syntax) throws(RuleError) -> Typed {
    var checked = try check(inner)
    if checked.type != .duration { try requireNumber(checked, inner, of: "-") }
    checked.expression = try folded(.negative(checked.expression, syntax.span), at: syntax)
    return checked
  }

  mutating func conversion(
    to type: FactType,
    _ inner: Syntax,
    at syntax: Syntax
  ) throws(RuleError) -> Typed {
    var checked = try check(inner)
    try requireNumber(checked, inner, of: type == .int ? "int" : "double")
    checked.expression = try folded(.conversion(to: type, checked.expression, syntax.span), at: syntax)
    checked.type = RuleType(type)
    return checked
  }

  /// `a + b` and the like: of two numbers, two texts, or dates and durations.
  mutating func arithmetic(
    _ sign: ArithmeticOperator,
    _ left: Syntax,
    _ right: Syntax,
    at syntax: Syntax
  ) throws(RuleError) -> Typed {
    let first = try check(left)
    let second = try check(right)
    let expression = CheckedExpression.arithmetic(sign, first.expression, second.expression, syntax.span)
    if let type = Self.joined(sign, first.type, second.type) {
      return Typed(expression: try folded(expression, at: syntax), type: type)
    }
    if first.type == .date || second.type == .date {
      throw error(
        .wrongType,
        syntax,
        "\(sign.rawValue) cannot join \(first.type.inWords) and \(second.type.inWords)",
        hint: first.type == .int || second.type == .int ? "write days(...) for the number" : nil
      )
    }
    try requireNumber(first, left, of: sign.rawValue)
    try requireNumber(second, right, of: sign.rawValue)
    guard first.type == second.type else {
      throw error(
        .wrongType,
        syntax,
        "\(sign.rawValue) takes two numbers of one type, not \(first.type.inWords) and \(second.type.inWords)",
        hint: mixingHint(first, second)
      )
    }
    guard sign != .remainder || first.type == .int else {
      throw error(.wrongType, syntax, "% takes whole numbers")
    }
    if let divisor = second.expression.constant, sign == .divide || sign == .remainder,
      divisor.equals(.int(0))
    {
      throw error(.notComputable, right, "a division by zero can never be computed")
    }
    // A product or quotient converts (hours per week to hours per month), so that it has no unit of its own.
    var unit: FactUnit?
    if sign == .plus || sign == .minus {
      try requireSameUnit(first, second, at: syntax)
      unit = first.unit ?? second.unit
    }
    return Typed(expression: try folded(expression, at: syntax), type: first.type, unit: unit)
  }

  /// The type of a sum or difference of what are not numbers; nil when there is none.
  private static func joined(_ sign: ArithmeticOperator, _ left: RuleType, _ right: RuleType) -> RuleType? {
    switch (sign, left, right) {
    case (.plus, .string, .string): .string
    case (.plus, .date, .duration), (.plus, .duration, .date), (.minus, .date, .duration): .date
    case (.minus, .date, .date), (.plus, .duration, .duration), (.minus, .duration, .duration): .duration
    default: nil
    }
  }

  private func requireNumber(_ checked: Typed, _ syntax: Syntax, of sign: String) throws(RuleError) {
    guard checked.type.isNumber else {
      throw error(.wrongType, syntax, "\(sign) takes numbers, this is \(checked.type.inWords)")
    }
  }

  /// The constant that a computation of constants yields; anything else unchanged.
  func folded(
    _ expression: CheckedExpression,
    at syntax: Syntax
  ) throws(RuleError) -> CheckedExpression {
    let operands: [CheckedExpression]
    switch expression {
    case .negative(let inner, _), .conversion(_, let inner, _): operands = [inner]
    case .arithmetic(_, let left, let right, _): operands = [left, right]
    case .function(_, let values, _): operands = values
    default: return expression
    }
    guard operands.allSatisfy({ $0.constant != nil }) else { return expression }
    guard case .known(let value) = Evaluator(facts: [], values: SlotValues([])).compute(expression) else {
      throw error(.notComputable, syntax, "the result does not fit")
    }
    return .constant(value, expression.span)
  }

  private func mixingHint(_ left: Typed, _ right: Typed) -> String {
    for side in [left, right] {
      if case .int(let number) = side.expression.constant { return "write \(number).0" }
    }
    return "convert one with double(...)"
  }
}
