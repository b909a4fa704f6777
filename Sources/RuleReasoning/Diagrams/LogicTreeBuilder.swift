import RuleLanguage

/// Turns checked conditions into logic trees.
struct LogicTreeBuilder {
  let condition: Condition
  /// By slot: the values that are given, nil for facts without one.
  let given: SlotValues
  /// Whether `has` is no for a fact that is not given; otherwise `has` is a question of its own.
  let absenceIsKnown: Bool
  private var parts = 0

  /// The most parts of a tree. Choices within choices can multiply to more.
  private static let limit = 5_000

  init(_ condition: Condition, given: SlotValues, absenceIsKnown: Bool) {
    self.condition = condition
    self.given = given
    self.absenceIsKnown = absenceIsKnown
  }

  mutating func tree(_ expression: CheckedExpression) throws(ReasoningLimit) -> LogicTree {
    parts += 1
    guard parts <= Self.limit else { throw ReasoningLimit() }
    switch expression {
    case .constant(let value, _): return .constant(value.equals(.bool(true)) ? .yes : .no)
    case .presence(let slot, _):
      if given[slot] != nil { return .constant(.yes) }
      return absenceIsKnown ? .constant(.no) : .presence(slot: slot)
    case .not(let inner, _): return .not(try tree(inner))
    case .allOf(let parts, _): return .allOf(try trees(parts))
    case .anyOf(let parts, _): return .anyOf(try trees(parts))
    case .choice(let condition, let then, let otherwise, _):
      return try choice(condition, then, otherwise)
    case .comparison(let sign, let left, let right, _) where isBool(left):
      return .same(try tree(left), try tree(right), negated: sign == .notEqual)
    case .membership(let element, let list, _) where isBool(element):
      return .among(try tree(element), try trees(list))
    case .fact, .comparison, .membership, .function, .negative, .arithmetic, .conversion:
      if let lifted = expression.liftingChoice { return try tree(lifted) }
      let slots = expression.valueSlots.filter { given[$0] == nil }
      if slots.isEmpty { return .constant(Truth(condition.evaluator(given).compute(expression))) }
      return .atom(expression, slots: slots)
    }
  }

  private mutating func trees(_ expressions: [CheckedExpression]) throws(ReasoningLimit) -> [LogicTree] {
    var found: [LogicTree] = []
    for expression in expressions { found.append(try tree(expression)) }
    return found
  }

  private mutating func choice(
    _ test: CheckedExpression,
    _ then: CheckedExpression,
    _ otherwise: CheckedExpression
  ) throws(ReasoningLimit) -> LogicTree {
    .choice(try tree(test), then: try tree(then), otherwise: try tree(otherwise), canFail: test.canFail)
  }

  private func isBool(_ expression: CheckedExpression) -> Bool {
    switch expression {
    case .constant(let value, _): value.type == .bool
    case .fact(let slot, _): condition[slot].type == .bool
    case .presence, .not, .comparison, .membership, .allOf, .anyOf: true
    case .negative, .arithmetic, .conversion: false
    case .function(let function, _, _): [.contains, .startsWith, .endsWith].contains(function)
    case .choice(_, let then, _, _): isBool(then)
    }
  }
}

extension CheckedExpression {
  /// The slots of the facts whose values the expression uses, each once, in the order of the source.
  var valueSlots: [FactSlot] {
    var found: [FactSlot] = []
    func visit(_ expression: CheckedExpression) {
      if case .fact(let slot, _) = expression, !found.contains(slot) { found.append(slot) }
      expression.operands.forEach(visit)
    }
    visit(self)
    return found
  }

  /// The slots of all facts in the expression, also of those inside `has`.
  var allSlots: Set<FactSlot> {
    var found = Set(valueSlots)
    if case .presence(let slot, _) = self { found.insert(slot) }
    for operand in operands { found.formUnion(operand.allSlots) }
    return found
  }

  /// The number of expressions in it, itself included.
  var size: Int { operands.reduce(1) { $0 + $1.size } }

  /// The same expression with other operands, of which there must be as many.
  private func replacing(_ operands: [CheckedExpression]) -> CheckedExpression {
    guard let first = operands.first else { return self }
    let last = operands[operands.count - 1]
    return switch self {
    case .constant, .fact, .presence: self
    case .not(_, let span): .not(first, span)
    case .negative(_, let span): .negative(first, span)
    case .conversion(let type, _, let span): .conversion(to: type, first, span)
    case .arithmetic(let sign, _, _, let span): .arithmetic(sign, first, last, span)
    case .comparison(let sign, _, _, let span): .comparison(sign, first, last, span)
    case .membership(_, _, let span): .membership(first, Array(operands.dropFirst()), span)
    case .allOf(_, let span): .allOf(operands, span)
    case .anyOf(_, let span): .anyOf(operands, span)
    case .function(let function, _, let span): .function(function, operands, span)
    case .choice(_, _, _, let span): .choice(first, then: operands[1], otherwise: last, span)
    }
  }

  /// The expression with the first choice among its operands moved to the outside: `(a ? b : c) > 3` becomes `a ? b > 3
  /// : c > 3`. Nil when no operand contains a choice.
  var liftingChoice: CheckedExpression? {
    let operands = self.operands
    for (index, operand) in operands.enumerated() {
      var lifted = operand
      if case .choice = operand {
      } else {
        guard let found = operand.liftingChoice else { continue }
        lifted = found
      }
      guard case .choice(let condition, let then, let otherwise, let span) = lifted else { continue }
      func with(_ answer: CheckedExpression) -> CheckedExpression {
        var changed = operands
        changed[index] = answer
        return replacing(changed)
      }
      return .choice(condition, then: with(then), otherwise: with(otherwise), span)
    }
    return nil
  }
}
