/// Makes the explanation of one evaluation.
struct Explainer {
  let condition: Condition
  let evaluator: Evaluator

  /// The explanation of a yes-or-no expression.
  func explain(_ expression: CheckedExpression) -> Explanation {
    switch expression {
    case .allOf(let parts, _): node(.allOf, expression, parts.map(explain))
    case .anyOf(let parts, _): node(.anyOf, expression, parts.map(explain))
    case .not(let inner, _):
      switch inner {
      case .fact, .presence, .comparison, .membership, .constant: test(inner, negatedBy: expression)
      default: node(.not, expression, [explain(inner)])
      }
    case .choice(let condition, let then, let otherwise, _):
      switch evaluator.compute(condition).truth {
      case true?: node(.choice, expression, [explain(condition), explain(then)])
      case false?: node(.choice, expression, [explain(condition), explain(otherwise)])
      case nil: node(.choice, expression, [condition, then, otherwise].map(explain))
      }
    default: test(expression, negatedBy: nil)
    }
  }

  private func node(
    _ kind: Explanation.Kind,
    _ expression: CheckedExpression,
    _ children: [Explanation] = []
  ) -> Explanation {
    let verdict: Explanation.Verdict =
      switch evaluator.compute(expression).truth {
      case true?: .yes
      case false?: .no
      case nil: .unknown
      }
    return Explanation(
      kind: kind,
      verdict: verdict,
      position: condition.sourceText.position(of: expression.span.start),
      text: text(of: expression),
      children: children
    )
  }

  // MARK: Tests

  private func test(_ inner: CheckedExpression, negatedBy negation: CheckedExpression?) -> Explanation {
    let whole = negation ?? inner
    var found = node(.test, whole)
    let positive: Explanation.Relation
    var unit: FactUnit?
    switch inner {
    case .presence(let slot, _):
      positive = .present
      found.subject = operand(.fact(slot: slot, inner.span))
    case .comparison(let sign, let left, let right, _):
      let mustTurn = rank(left) > rank(right)
      let (subject, required) = mustTurn ? (right, left) : (left, right)
      positive = Explanation.Relation(mustTurn ? sign.mirrored : sign)
      found.subject = operand(subject)
      found.required = [operand(required)]
      unit = computedUnit(of: subject)
    case .membership(let element, let list, _):
      positive = .oneOf
      found.subject = operand(element)
      unit = computedUnit(of: element)
      found.required = list.map(operand)
    default:
      positive = .equal
      found.subject = operand(inner)
      found.required = [Explanation.Operand(value: .bool(true))]
    }
    found.relation = negation == nil ? positive : positive.negated
    simplifyBool(&found)
    if let name = found.subject?.fact, let fact = condition.slotFacts.first(where: { $0.name == name }),
      fact.unit != .none
    {
      found.unit = fact.unit
    } else if found.subject?.fact == nil {
      found.unit = unit
    }
    var missing: Set<FactSlot> = []
    evaluator.collectMissing(whole, into: &missing)
    found.missing = missing.map { condition[$0].name }.sorted()
    return found
  }

  /// The unit of the result of a function or of a difference of dates; nil when it has none.
  private func computedUnit(of expression: CheckedExpression) -> FactUnit? {
    switch expression {
    case .function(.days, _, _): .days
    case .function(let function, _, _): function.unit
    case .arithmetic(.minus, let left, let right, _) where isDate(left) && isDate(right): .days
    default: nil
    }
  }

  private func isDate(_ expression: CheckedExpression) -> Bool {
    switch expression {
    case .constant(.date, _), .function(.addMonths, _, _): true
    case .fact(let slot, _): condition[slot].type == .date
    case .arithmetic(.plus, let left, let right, _): isDate(left) || isDate(right)
    case .arithmetic(.minus, let left, let right, _): isDate(left) && !isDate(right)
    case .choice(_, let then, _, _): isDate(then)
    default: false
    }
  }

  /// Writes "must not be yes" as "must be no".
  private func simplifyBool(_ test: inout Explanation) {
    guard test.relation == .notEqual, test.required.count == 1, test.required[0].fact == nil,
      case .bool(let value) = test.required[0].value
    else { return }
    test.relation = .equal
    test.required[0].value = .bool(!value)
  }

  /// The order of the two sides of a test: a fact of the care situation comes first, then a computation, a parameter of
  /// the provision, a constant.
  private func rank(_ expression: CheckedExpression) -> Int {
    switch expression {
    case .constant: 3
    case .fact(let slot, _): Fact.isParameter(condition[slot].name) ? 2 : 0
    default: 1
    }
  }

  private func operand(_ expression: CheckedExpression) -> Explanation.Operand {
    let value: FactValue? =
      if case .known(let value) = evaluator.compute(expression) { value } else { nil }
    return switch expression {
    case .constant: Explanation.Operand(value: value)
    case .fact(let slot, _): Explanation.Operand(fact: condition[slot].name, value: value)
    default: Explanation.Operand(text: text(of: expression), value: value)
    }
  }

  private func text(of expression: CheckedExpression) -> String {
    let text = condition.sourceText.excerpt(expression.span)
    guard text.count > Explanation.longestText else { return text }
    return text.prefix(Explanation.longestText - 1) + "…"
  }
}

extension Explanation.Relation {
  init(_ sign: ComparisonOperator) {
    self =
      switch sign {
      case .equal: .equal
      case .notEqual: .notEqual
      case .less: .less
      case .lessOrEqual: .lessOrEqual
      case .greater: .greater
      case .greaterOrEqual: .greaterOrEqual
      }
  }

  /// The relation that holds exactly when this one does not.
  var negated: Explanation.Relation {
    switch self {
    case .equal: .notEqual
    case .notEqual: .equal
    case .less: .greaterOrEqual
    case .lessOrEqual: .greater
    case .greater: .lessOrEqual
    case .greaterOrEqual: .less
    case .oneOf: .noneOf
    case .noneOf: .oneOf
    case .present: .absent
    case .absent: .present
    }
  }
}
