/// Gives every name its fact and every part its type, and refuses what can make no sense.
///
/// The checks of comparisons are in `TypeChecker+Comparison.swift`.
struct TypeChecker {
  /// A part of the condition with what is known of its value.
  struct Typed {
    var expression: CheckedExpression
    var type: FactType
    /// Nil for constants and products, which go with any unit.
    var unit: FactUnit?
    /// The values of an enumeration; empty for others.
    var choices: [String] = []
  }

  private let source: SourceText
  private let catalogue: FactCatalogue
  /// The facts asked for, in the order in which they first appear.
  private(set) var slots: [Fact] = []
  private var slotByName: [String: Int] = [:]

  init(source: SourceText, catalogue: FactCatalogue) {
    self.source = source
    self.catalogue = catalogue
  }

  /// The checked tree of a whole condition; afterwards `slots` holds its facts.
  mutating func condition(_ syntax: Syntax) throws(RuleError) -> CheckedExpression {
    let checked = try check(syntax)
    guard checked.type == .bool else {
      throw error(.notBoolean, syntax, "a condition must be yes or no, this is \(checked.type.inWords)")
    }
    return checked.expression
  }

  mutating func check(_ syntax: Syntax) throws(RuleError) -> Typed {
    let span = syntax.span
    switch syntax.node {
    case .literal(let value):
      return Typed(expression: .constant(value, span), type: value.type)
    case .name(let name):
      let slot = try slot(of: name, at: syntax)
      let fact = slots[slot]
      return Typed(
        expression: .fact(slot: slot, span),
        type: fact.type,
        unit: fact.unit,
        choices: fact.choices.map(\.value)
      )
    case .list:
      throw error(.wrongType, syntax, "a list can only stand to the right of in")
    case .call(let function, let arguments):
      return try call(function, arguments, at: syntax)
    case .not(let inner):
      return Typed(expression: .not(try bool(inner, of: "!"), span), type: .bool)
    case .negative(let inner):
      return try negative(inner, at: syntax)
    case .arithmetic(let sign, let left, let right):
      return try arithmetic(sign, left, right, at: syntax)
    case .comparison(let sign, let left, let right):
      return try comparison(sign, left, right, at: syntax)
    case .membership(let element, let list):
      return try membership(element, list, at: syntax)
    case .allOf(let parts):
      return Typed(expression: .allOf(try bools(parts, of: "&&"), span), type: .bool)
    case .anyOf(let parts):
      return Typed(expression: .anyOf(try bools(parts, of: "||"), span), type: .bool)
    case .choice(let condition, let then, let otherwise):
      return try choice(condition, then, otherwise, at: syntax)
    }
  }

  // MARK: Names and functions

  private mutating func slot(of name: String, at syntax: Syntax) throws(RuleError) -> Int {
    if let slot = slotByName[name] { return slot }
    guard let fact = catalogue[name] else {
      var hint = catalogue.nearest(to: name).map { "did you mean \($0)?" }
      if catalogue.hasChoice(name) { hint = "write \"\(name)\" in quotes for the text" }
      throw error(.unknownFact, syntax, "there is no fact named \(name.prefix(80))", hint: hint)
    }
    slots.append(fact)
    slotByName[name] = slots.count - 1
    return slots.count - 1
  }

  private mutating func call(
    _ function: String,
    _ arguments: [Syntax],
    at syntax: Syntax
  ) throws(RuleError) -> Typed {
    guard ["has", "date", "int", "double"].contains(function) else {
      throw error(
        .unknownFunction,
        syntax,
        "there is no function named \(function.prefix(80))",
        hint: "the functions are has, date, int and double"
      )
    }
    guard let argument = arguments.first, arguments.count == 1 else {
      throw error(.wrongType, syntax, "\(function) takes one value, not \(arguments.count)")
    }
    switch function {
    case "has":
      guard case .name(let name) = argument.node else {
        throw error(.wrongType, argument, "has takes the name of a fact")
      }
      let slot = try slot(of: name, at: argument)
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
    default:
      return try conversion(to: function == "int" ? .int : .decimal, argument, at: syntax)
    }
  }

  // MARK: Booleans

  private mutating func bool(_ syntax: Syntax, of sign: String) throws(RuleError) -> CheckedExpression {
    let checked = try check(syntax)
    guard checked.type == .bool else {
      throw error(.wrongType, syntax, "\(sign) takes yes or no, this is \(checked.type.inWords)")
    }
    return checked.expression
  }

  private mutating func bools(
    _ parts: [Syntax],
    of sign: String
  ) throws(RuleError) -> [CheckedExpression] {
    var checked: [CheckedExpression] = []
    for part in parts { checked.append(try bool(part, of: sign)) }
    return checked
  }

  private mutating func choice(
    _ condition: Syntax,
    _ then: Syntax,
    _ otherwise: Syntax,
    at syntax: Syntax
  ) throws(RuleError) -> Typed {
    let test = try bool(condition, of: "?")
    let first = try check(then)
    let second = try check(otherwise)
    guard first.type == second.type else {
      throw error(
        .wrongType,
        otherwise,
        "the two results of ?: must have one type, not \(first.type.inWords) and \(second.type.inWords)",
        hint: first.type.isNumber && second.type.isNumber ? "convert one with double(...)" : nil
      )
    }
    try requireSameUnit(first, second, at: syntax)
    return Typed(
      expression: .choice(test, then: first.expression, otherwise: second.expression, syntax.span),
      type: first.type,
      unit: first.unit ?? second.unit,
      choices: first.choices + second.choices
    )
  }

  // MARK: Numbers

  private mutating func negative(_ inner: Syntax, at syntax: Syntax) throws(RuleError) -> Typed {
    var checked = try number(inner, of: "-")
    checked.expression = try folded(.negative(checked.expression, syntax.span), at: syntax)
    return checked
  }

  private mutating func conversion(
    to type: FactType,
    _ inner: Syntax,
    at syntax: Syntax
  ) throws(RuleError) -> Typed {
    var checked = try number(inner, of: type == .int ? "int" : "double")
    checked.expression = try folded(.conversion(to: type, checked.expression, syntax.span), at: syntax)
    checked.type = type
    return checked
  }

  private mutating func arithmetic(
    _ sign: ArithmeticOperator,
    _ left: Syntax,
    _ right: Syntax,
    at syntax: Syntax
  ) throws(RuleError) -> Typed {
    let first = try number(left, of: sign.rawValue)
    let second = try number(right, of: sign.rawValue)
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
    let expression = CheckedExpression.arithmetic(sign, first.expression, second.expression, syntax.span)
    return Typed(expression: try folded(expression, at: syntax), type: first.type, unit: unit)
  }

  private mutating func number(_ syntax: Syntax, of sign: String) throws(RuleError) -> Typed {
    let checked = try check(syntax)
    guard checked.type.isNumber else {
      throw error(.wrongType, syntax, "\(sign) takes numbers, this is \(checked.type.inWords)")
    }
    return checked
  }

  /// The constant that a computation of constants yields; anything else unchanged.
  private func folded(
    _ expression: CheckedExpression,
    at syntax: Syntax
  ) throws(RuleError) -> CheckedExpression {
    let operands: [CheckedExpression]
    switch expression {
    case .negative(let inner, _), .conversion(_, let inner, _): operands = [inner]
    case .arithmetic(_, let left, let right, _): operands = [left, right]
    default: return expression
    }
    guard operands.allSatisfy({ $0.constant != nil }) else { return expression }
    guard case .known(let value) = Evaluator(slots: [], values: []).compute(expression) else {
      throw error(.notComputable, syntax, "the number does not fit")
    }
    return .constant(value, expression.span)
  }

  private func mixingHint(_ left: Typed, _ right: Typed) -> String {
    for side in [left, right] {
      if case .int(let number) = side.expression.constant { return "write \(number).0" }
    }
    return "convert one with double(...)"
  }

  // MARK: Shared checks

  func requireSameUnit(_ left: Typed, _ right: Typed, at syntax: Syntax) throws(RuleError) {
    guard let first = left.unit, let second = right.unit, !first.goes(with: second) else { return }
    throw error(
      .incompatibleUnits,
      syntax,
      "\(first.rawValue) and \(second.rawValue) are different units",
      hint: "multiply or divide one of them to convert it"
    )
  }

  func error(
    _ kind: RuleError.Kind,
    _ syntax: Syntax,
    _ message: String,
    hint: String? = nil
  ) -> RuleError {
    error(kind, at: syntax.span, message, hint: hint)
  }

  func error(
    _ kind: RuleError.Kind,
    at span: SourceSpan,
    _ message: String,
    hint: String? = nil
  ) -> RuleError {
    RuleError(kind: kind, position: source.position(of: span.start), message: message, hint: hint)
  }

  func excerpt(_ span: SourceSpan) -> String {
    source.excerpt(span)
  }
}

extension FactType {
  /// The type in a message to the author.
  var inWords: String {
    switch self {
    case .bool: "yes or no"
    case .int: "a whole number"
    case .decimal: "a decimal number"
    case .string: "a text"
    case .date: "a date"
    }
  }
}

extension FactValue {
  /// The type of the value.
  var type: FactType {
    switch self {
    case .bool: .bool
    case .int: .int
    case .decimal: .decimal
    case .string: .string
    case .date: .date
    }
  }

  /// The number, where a Double can hold it; nil for what is not a number.
  var number: Double? {
    switch self {
    case .int(let number): Double(number)
    case .decimal(let number): number
    case .bool, .string, .date: nil
    }
  }
}
