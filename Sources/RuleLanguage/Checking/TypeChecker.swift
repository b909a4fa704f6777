/// Finds the fact of every name and the type of every part, and refuses a condition that makes no sense.
///
/// The checks of comparisons, functions and arithmetic are in extensions, each in a file of its own.
struct TypeChecker {
  /// A part of the condition, with what is known about its value.
  struct Typed {
    var expression: CheckedExpression
    var type: RuleType
    /// The unit; nil for constants and products, which go with any unit.
    var unit: FactUnit?
    /// The values of an enumeration; empty for others.
    var choices: [String] = []
  }

  private let source: SourceText
  private let catalogue: FactCatalogue
  /// The facts that the condition asks for, in the order of their slots.
  private(set) var facts: [Fact] = []
  private var slotByName: [String: FactSlot] = [:]

  init(source: SourceText, catalogue: FactCatalogue) {
    self.source = source
    self.catalogue = catalogue
  }

  /// The checked tree of a whole condition; afterwards `facts` has its facts.
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
      return Typed(expression: .constant(value, span), type: RuleType(value.type))
    case .name(let name):
      let slot = try slot(of: name, at: syntax)
      let fact = facts[slot.offset]
      return Typed(
        expression: .fact(slot: slot, span),
        type: RuleType(fact.type),
        unit: fact.unit,
        choices: fact.choices.map(\.value)
      )
    case .list:
      throw error(.wrongType, syntax, "a list can only stand to the right of in")
    case .call(let function, let receiver, let arguments):
      return try call(function, receiver, arguments, at: syntax)
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

  // MARK: Names

  mutating func slot(of name: String, at syntax: Syntax) throws(RuleError) -> FactSlot {
    if let slot = slotByName[name] { return slot }
    guard let fact = catalogue[name] else {
      var hint = catalogue.nearest(to: name).map { "did you mean \($0)?" }
      if catalogue.hasChoice(name) { hint = "write \"\(name)\" in quotes for the text" }
      throw error(.unknownFact, syntax, "there is no fact named \(name.prefix(80))", hint: hint)
    }
    let slot = FactSlot(offset: facts.count)
    facts.append(fact)
    slotByName[name] = slot
    return slot
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

extension FactValue {
  /// The type of the value.
  package var type: FactType {
    switch self {
    case .bool: .bool
    case .int: .int
    case .decimal: .decimal
    case .string: .string
    case .date: .date
    }
  }

  /// The number, where a Double can hold it; nil for what is not a number.
  package var number: Double? {
    switch self {
    case .int(let number): Double(number)
    case .decimal(let number): number
    case .bool, .string, .date: nil
    }
  }
}
