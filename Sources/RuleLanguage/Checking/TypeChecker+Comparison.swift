extension TypeChecker {
  /// `left < right` and the like.
  mutating func comparison(
    _ sign: ComparisonOperator,
    _ left: Syntax,
    _ right: Syntax,
    at syntax: Syntax
  ) throws(RuleError) -> Typed {
    let first = try check(left)
    let second = try check(right)
    try requireComparable(first, second, at: syntax)
    let isEnumeration = !first.choices.isEmpty || !second.choices.isEmpty
    guard !sign.isOrdering || (first.type != .bool && !isEnumeration) else {
      throw error(
        .wrongType,
        syntax,
        isEnumeration
          ? "the values of an enumeration have no order"
          : "\(sign.rawValue) takes numbers, dates, durations or texts, this is \(first.type.inWords)",
        hint: isEnumeration ? "list the values that count: name in [\"...\", \"...\"]" : nil
      )
    }
    try requireReachable(sign, first, second.expression)
    try requireReachable(sign.mirrored, second, first.expression)
    return Typed(
      expression: .comparison(sign, first.expression, second.expression, syntax.span),
      type: .bool
    )
  }

  /// `element in [a, b]`.
  mutating func membership(
    _ element: Syntax,
    _ list: Syntax,
    at syntax: Syntax
  ) throws(RuleError) -> Typed {
    let first = try check(element)
    guard case .list(let elements) = list.node else {
      throw error(.wrongType, list, "in takes a list", hint: "write [a, b]")
    }
    guard !elements.isEmpty else { throw error(.wrongType, list, "in an empty list nothing can be found") }
    var checked: [CheckedExpression] = []
    for item in elements {
      let value = try check(item)
      try requireComparable(first, value, at: item)
      try requireReachable(.equal, first, value.expression)
      try requireReachable(.equal, value, first.expression)
      checked.append(value.expression)
    }
    return Typed(expression: .membership(first.expression, checked, syntax.span), type: .bool)
  }

  private func requireComparable(_ left: Typed, _ right: Typed, at syntax: Syntax) throws(RuleError) {
    guard left.type == right.type || (left.type.isNumber && right.type.isNumber) else {
      let types = [left.type, right.type]
      var hint: String?
      if types.contains(.date), types.contains(.string) { hint = "write date(\"2025-01-31\")" }
      if types.contains(.duration), types.contains(.int) { hint = "write days(...) for the number" }
      throw error(
        .wrongType,
        syntax,
        "\(left.type.inWords) cannot be compared with \(right.type.inWords)",
        hint: hint
      )
    }
    try requireSameUnit(left, right, at: syntax)
    if !left.choices.isEmpty, !right.choices.isEmpty, Set(left.choices).isDisjoint(with: right.choices) {
      throw error(.notAChoice, syntax, "the two enumerations have no value in common")
    }
  }

  /// Refuses a constant that the other side can never be, or that decides the comparison by itself.
  private func requireReachable(
    _ sign: ComparisonOperator,
    _ side: Typed,
    _ other: CheckedExpression
  ) throws(RuleError) {
    switch other {
    case .choice(_, let then, let otherwise, _):
      try requireReachable(sign, side, then)
      try requireReachable(sign, side, otherwise)
    case .constant(.string(let word), let span):
      guard !side.choices.isEmpty, !side.choices.contains(word) else { return }
      throw error(
        .notAChoice,
        at: span,
        "\"\(word.prefix(40))\" is not a value of \(excerpt(side.expression.span))",
        hint: "the values are \(side.choices.joined(separator: ", "))"
      )
    case .constant(let value, let span):
      guard let slot = side.expression.slot, let range = facts[slot.offset].range, let number = value.number else {
        return
      }
      let isNeverMet =
        (sign == .greater && number == range.upperBound) || (sign == .less && number == range.lowerBound)
      guard !range.contains(number) || isNeverMet else { return }
      let bounds = "\(RuleTexts.plain(range.lowerBound)) and \(RuleTexts.plain(range.upperBound))"
      throw error(
        .outOfRange,
        at: span,
        "\(facts[slot.offset].name) lies between \(bounds): the comparison \(verdict(sign, number, range)) holds"
      )
    default:
      return
    }
  }

  /// Whether a comparison with a number outside the range always or never holds.
  private func verdict(
    _ sign: ComparisonOperator,
    _ number: Double,
    _ range: ClosedRange<Double>
  ) -> String {
    let always =
      switch sign {
      case .equal: false
      case .notEqual: true
      case .less, .lessOrEqual: number > range.upperBound
      case .greater, .greaterOrEqual: number < range.lowerBound
      }
    return always ? "always" : "never"
  }
}
