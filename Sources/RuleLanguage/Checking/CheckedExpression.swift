/// The tree of a condition whose names and types were checked. It is what evaluation and reasoning work on.
///
/// A chain of `&&` or of `||` is one node, arithmetic with
/// constants is already computed, and a list occurs only to the right of `in`.
package indirect enum CheckedExpression: Sendable {
  case constant(FactValue, SourceSpan)
  case fact(slot: FactSlot, SourceSpan)
  /// `has(fact)`.
  case presence(slot: FactSlot, SourceSpan)
  case not(CheckedExpression, SourceSpan)
  case negative(CheckedExpression, SourceSpan)
  case arithmetic(ArithmeticOperator, CheckedExpression, CheckedExpression, SourceSpan)
  /// `int(x)` or `double(x)`: to the type `int` or `decimal`.
  case conversion(to: FactType, CheckedExpression, SourceSpan)
  case comparison(ComparisonOperator, CheckedExpression, CheckedExpression, SourceSpan)
  /// Element and list; the list is never empty.
  case membership(CheckedExpression, [CheckedExpression], SourceSpan)
  case allOf([CheckedExpression], SourceSpan)
  case anyOf([CheckedExpression], SourceSpan)
  /// `condition ? then : otherwise`, of any type.
  case choice(CheckedExpression, then: CheckedExpression, otherwise: CheckedExpression, SourceSpan)

  /// A function of `RuleFunction` over as many values as it takes.
  case function(RuleFunction, [CheckedExpression], SourceSpan)

  /// The place of the expression in the source.
  package var span: SourceSpan {
    switch self {
    case .constant(_, let span), .fact(_, let span), .presence(_, let span), .not(_, let span),
      .negative(_, let span), .arithmetic(_, _, _, let span), .conversion(_, _, let span),
      .comparison(_, _, _, let span), .membership(_, _, let span), .allOf(_, let span),
      .anyOf(_, let span), .choice(_, _, _, let span), .function(_, _, let span):
      span
    }
  }

  /// The value, when the expression is a constant; nil otherwise.
  package var constant: FactValue? {
    if case .constant(let value, _) = self { value } else { nil }
  }

  /// The slot, when the expression is one fact; nil otherwise.
  package var slot: FactSlot? {
    if case .fact(let slot, _) = self { slot } else { nil }
  }

  /// Whether the expression has no result for some values of its facts: because of a division by zero, an overflow, or
  /// a day outside the calendar.
  package var canFail: Bool {
    switch self {
    case .constant, .fact, .presence: false
    case .not(let inner, _): inner.canFail
    // Whole numbers become decimal ones without failing; all other computations may overflow.
    case .conversion(to: .decimal, let inner, _): inner.canFail
    case .negative, .arithmetic, .conversion: true
    case .comparison(_, let left, let right, _): left.canFail || right.canFail
    case .membership(let element, let list, _): element.canFail || list.contains(where: \.canFail)
    case .allOf(let parts, _), .anyOf(let parts, _): parts.contains(where: \.canFail)
    case .choice(let condition, let then, let otherwise, _):
      condition.canFail || then.canFail || otherwise.canFail
    case .function(let function, let values, _): function.canFail || values.contains(where: \.canFail)
    }
  }

  /// The expressions directly below this one, in the order of the source.
  package var operands: [CheckedExpression] {
    switch self {
    case .constant, .fact, .presence: []
    case .not(let inner, _), .negative(let inner, _), .conversion(_, let inner, _): [inner]
    case .arithmetic(_, let left, let right, _), .comparison(_, let left, let right, _): [left, right]
    case .membership(let element, let list, _): [element] + list
    case .allOf(let parts, _), .anyOf(let parts, _), .function(_, let parts, _): parts
    case .choice(let condition, let then, let otherwise, _): [condition, then, otherwise]
    }
  }
}
