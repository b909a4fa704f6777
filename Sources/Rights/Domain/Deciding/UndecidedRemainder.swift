import RuleLanguage

/// The parts of a condition that the known facts do not decide, and the missing facts in them.
struct UndecidedRemainder {
  private let condition: Condition
  private let evaluator: Evaluator
  private let values: SlotValues
  private let results: ConditionEvaluation.PartResults
  /// Equal for all sets of known facts that leave the same parts undecided.
  private(set) var key = RemainderKey()
  /// The slots of the missing facts that could still decide the condition, when each part is judged by itself.
  private(set) var missing: Set<FactSlot> = []
  /// Whether the missing facts can only be found by reasoning over all parts together: a missing fact occurs more than once,
  /// a part cannot be computed, or it is uncertain whether an undecided part can still become true or false.
  private(set) var needsJointReasoning = false

  init(
    of condition: Condition,
    _ evaluator: Evaluator,
    _ values: SlotValues,
    _ results: ConditionEvaluation.PartResults
  ) {
    self.condition = condition
    self.evaluator = evaluator
    self.values = values
    self.results = results
    visit(condition.root, .root)
  }

  /// Adds a yes-or-no part.
  private mutating func visit(_ part: CheckedExpression, _ index: ConditionEvaluation.PartIndex) {
    let result = results.result(of: index)
    switch result {
    case .known: return key.add(byte: result.truth == true ? 1 : 0)
    case .failed:
      needsJointReasoning = true
      return key.add(byte: 2)
    case .unknown: break
    }
    switch part {
    case .allOf(let parts, _), .anyOf(let parts, _):
      if case .allOf = part { key.add(byte: 3) } else { key.add(byte: 4) }
      var next = index.firstInner
      for part in parts {
        visit(part, next)
        next = results.next(after: next)
      }
      key.add(byte: 5)
    case .not(let inner, _):
      key.add(byte: 6)
      visit(inner, index.firstInner)
    default:
      key.add(byte: 7)
      key.add(part.span.start)
      key.add(part.span.end)
      if !isOpen(part) { needsJointReasoning = true }
      collect(part)
    }
  }

  /// Collects the missing facts of a part that is no combination of others. Known values go into the key.
  private mutating func collect(_ part: CheckedExpression) {
    switch part {
    case .constant: return
    case .presence(let slot, _): key.add(byte: values[slot] == nil ? 0 : 1)
    case .fact(let slot, _):
      key.add(values[slot])
      guard values[slot] == nil else { return }
      if !missing.insert(slot).inserted { needsJointReasoning = true }
    case .choice(let test, let then, let otherwise, _):
      let result = evaluator.compute(part)
      // Both branches may give the same value.
      guard result == .unknown else { return key.add(result) }
      let truth = evaluator.compute(test).truth
      collect(test)
      if truth != false { collect(then) }
      if truth != true { collect(otherwise) }
    default:
      // A decided part may contain unknown facts: they do not matter.
      let result = evaluator.compute(part)
      guard result == .unknown else { return key.add(result) }
      for operand in part.parts { collect(operand) }
    }
  }

  /// Whether it is certain that an undecided part holds for some values of its missing fact, and not for others.
  private func isOpen(_ atom: CheckedExpression) -> Bool {
    switch atom {
    case .fact: return true
    case .comparison(let sign, let left, let right, _):
      if let slot = left.slot, case .known(let value) = evaluator.compute(right) {
        return isOpen(condition[slot], sign, value)
      }
      if let slot = right.slot, case .known(let value) = evaluator.compute(left) {
        return isOpen(condition[slot], sign, value)
      }
      return false
    default: return false
    }
  }

  /// Whether a comparison of a missing fact with a value can turn out either way. The range of the fact does not decide it,
  /// so the ends of the range give different results, and the value is one of several that the fact can have.
  private func isOpen(_ fact: Fact, _ sign: ComparisonOperator, _ value: FactValue) -> Bool {
    switch (fact.type, value) {
    case (.bool, .bool): true
    case (.string, .string(let word)):
      (sign == .equal || sign == .notEqual) && fact.choices.count > 1 && fact.choices.contains { $0.value == word }
    case (.int, .int(let number)): isWithin(Double(number), fact) && number.magnitude < 1 << 53
    case (.decimal, .int(let number)): isWithin(Double(number), fact) && number.magnitude < 1 << 53
    case (.decimal, .decimal(let number)): isWithin(number, fact) && number.magnitude < 0x1p53
    default: false
    }
  }

  /// Whether a number is one of several that a fact can have.
  private func isWithin(_ number: Double, _ fact: Fact) -> Bool {
    guard let range = fact.range, range.lowerBound < range.upperBound, range.contains(number) else { return false }
    return fact.type == .decimal || [range.lowerBound, range.upperBound].allSatisfy { $0 == $0.rounded() }
  }
}

extension CheckedExpression {
  /// The expressions that it is made of.
  fileprivate var parts: [CheckedExpression] {
    switch self {
    case .constant, .fact, .presence: []
    case .not(let inner, _), .negative(let inner, _), .conversion(_, let inner, _): [inner]
    case .arithmetic(_, let left, let right, _), .comparison(_, let left, let right, _): [left, right]
    case .membership(let element, let list, _): [element] + list
    case .allOf(let parts, _), .anyOf(let parts, _), .function(_, let parts, _): parts
    case .choice(let test, let then, let otherwise, _): [test, then, otherwise]
    }
  }
}

/// Identifies an `UndecidedRemainder`.
struct RemainderKey: HashInput, Sendable, Hashable {
  private var bytes: [UInt8] = []

  mutating func add(byte: UInt8) { bytes.append(byte) }
}
