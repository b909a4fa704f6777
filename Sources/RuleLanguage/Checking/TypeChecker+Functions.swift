extension TypeChecker {
  /// What is read apart from `RuleFunction`: `has` looks at no value, the others take literals or any number.
  private static let special = ["has", "date", "duration", "int", "double"]

  /// `function(a, b)` or `a.function(b)`.
  mutating func call(
    _ name: String,
    _ receiver: Syntax?,
    _ arguments: [Syntax],
    at syntax: Syntax
  ) throws(RuleError) -> Typed {
    if receiver == nil, Self.special.contains(name) { return try special(name, arguments, at: syntax) }
    guard let function = RuleFunction(rawValue: name) else { throw unknownFunction(name, at: syntax) }
    guard receiver == nil ? function.isGlobal : function.isMethod else {
      throw error(
        .unknownFunction,
        syntax,
        "\(name) is written otherwise",
        hint: receiver == nil ? "write text.\(name)(...)" : "write \(name)(...)"
      )
    }
    let values = (receiver.map { [$0] } ?? []) + arguments
    guard values.count == function.parameters.count else {
      let expected = function.parameters.count - (receiver == nil ? 0 : 1)
      throw wrongCount(name, takes: expected, not: arguments.count, at: syntax)
    }
    var checked: [CheckedExpression] = []
    for (value, type) in zip(values, function.parameters) {
      let typed = try check(value)
      guard typed.type == type else {
        let wantsDate = type == .date && typed.type == .string
        throw error(
          .wrongType,
          value,
          "\(name) takes \(type.inWords) here, this is \(typed.type.inWords)",
          hint: wantsDate ? "write date(\"2025-01-31\")" : nil
        )
      }
      if type == .int, let unit = typed.unit, !unit.goes(with: function.parameterUnit) {
        throw error(
          .incompatibleUnits,
          value,
          "\(name) takes \(function.parameterUnit.rawValue), this is in \(unit.rawValue)",
          hint: "multiply or divide it to convert it"
        )
      }
      checked.append(typed.expression)
    }
    let expression = try folded(.function(function, checked, syntax.span), at: syntax)
    return Typed(expression: expression, type: function.result, unit: function.unit)
  }

  private mutating func special(
    _ name: String,
    _ arguments: [Syntax],
    at syntax: Syntax
  ) throws(RuleError) -> Typed {
    guard let argument = arguments.first, arguments.count == 1 else {
      throw wrongCount(name, takes: 1, not: arguments.count, at: syntax)
    }
    switch name {
    case "has":
      guard case .name(let fact) = argument.node else {
        throw error(.wrongType, argument, "has takes the name of a fact")
      }
      let slot = try slot(of: fact, at: argument)
      return Typed(expression: .presence(slot: slot, syntax.span), type: .bool)
    case "date":
      guard case .literal(.string(let text)) = argument.node, let date = RuleDate(iso: text) else {
        throw error(
          .wrongType,
          argument,
          "date takes a day of the calendar in quotes",
          hint: "write date(\"2025-01-31\")"
        )
      }
      return Typed(expression: .constant(.date(date), syntax.span), type: .date)
    case "duration":
      guard case .literal(.string(let text)) = argument.node, let days = DurationText.days(text) else {
        throw error(
          .wrongType,
          argument,
          "duration takes a whole number of days in quotes, as hours",
          hint: "write duration(\"240h\") or days(10)"
        )
      }
      return Typed(expression: .constant(.int(days), syntax.span), type: .duration)
    default:
      return try conversion(to: name == "int" ? .int : .decimal, argument, at: syntax)
    }
  }

  private func unknownFunction(_ name: String, at syntax: Syntax) -> RuleError {
    let names = (Self.special + RuleFunction.allCases.map(\.rawValue)).sorted()
    return error(
      .unknownFunction,
      syntax,
      "there is no function named \(name.prefix(80))",
      hint: "the functions are \(names.joined(separator: ", "))"
    )
  }

  private func wrongCount(_ name: String, takes expected: Int, not found: Int, at syntax: Syntax) -> RuleError {
    let values =
      switch expected {
      case 0: "no value"
      case 1: "one value"
      default: "\(expected) values"
      }
    return error(.wrongType, syntax, "\(name) takes \(values), not \(found)")
  }
}
