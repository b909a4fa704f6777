import RuleLanguage

/// What is left of a condition over what is known: the parts that are not decided, and the facts in them.
struct Residue {
  private let slots: [Fact]
  private let evaluator: Evaluator
  private let values: [FactValue?]
  private let answers: [ConditionReading.Answer]
  /// The same for all that is known that leaves the same.
  private(set) var key = ResidueKey()
  /// The slots of the facts that could still decide it, judging each part by itself.
  private(set) var missing: Set<Int> = []
  /// Whether judging each part by itself may not be enough: some missing fact stands in it more than once, a part
  /// cannot be computed, or it is not plain that a part holds for some values of what is missing in it, and not for
  /// others.
  private(set) var isJoint = false

  init(
    of condition: Condition,
    _ evaluator: Evaluator,
    _ values: [FactValue?],
    _ answers: [ConditionReading.Answer]
  ) {
    slots = condition.slots
    self.evaluator = evaluator
    self.values = values
    self.answers = answers
  }

  /// Takes in a yes-or-no part and its number.
  mutating func visit(_ part: CheckedExpression, _ number: Int) {
    let result = answers[number].result
    switch result {
    case .known: return key.add(byte: result.truth == true ? 1 : 0)
    case .failed:
      isJoint = true
      return key.add(byte: 2)
    case .unknown: break
    }
    switch part {
    case .allOf(let parts, _), .anyOf(let parts, _):
      if case .allOf = part { key.add(byte: 3) } else { key.add(byte: 4) }
      var next = number + 1
      for part in parts {
        visit(part, next)
        next = answers[next].end
      }
      key.add(byte: 5)
    case .not(let inner, _):
      key.add(byte: 6)
      visit(inner, number + 1)
    default:
      key.add(byte: 7)
      key.add(part.span.start)
      key.add(part.span.end)
      if !isOpen(part) { isJoint = true }
      collect(part)
    }
  }

  /// What is missing in an atom, as the evaluator judges it; of what is known, the values are told apart.
  private mutating func collect(_ part: CheckedExpression) {
    switch part {
    case .constant: return
    case .presence(let slot, _): key.add(byte: values[slot] == nil ? 0 : 1)
    case .fact(let slot, _):
      key.add(values[slot])
      guard values[slot] == nil else { return }
      if !missing.insert(slot).inserted { isJoint = true }
    case .choice(let test, let then, let otherwise, _):
      let result = evaluator.compute(part)
      // Both ways may come to the same.
      guard result == .unknown else { return key.add(result) }
      let truth = evaluator.compute(test).truth
      collect(test)
      if truth != false { collect(then) }
      if truth != true { collect(otherwise) }
    default:
      // A part that is decided may still have facts in it that are not known: they do not matter.
      let result = evaluator.compute(part)
      guard result == .unknown else { return key.add(result) }
      for operand in part.parts { collect(operand) }
    }
  }

  /// Whether it is plain that an undecided atom holds for some values of what is missing in it, and not for others.
  private func isOpen(_ atom: CheckedExpression) -> Bool {
    switch atom {
    case .fact: return true
    case .comparison(let sign, let left, let right, _):
      if let slot = left.slot, case .known(let value) = evaluator.compute(right) {
        return isOpen(slots[slot], sign, value)
      }
      if let slot = right.slot, case .known(let value) = evaluator.compute(left) {
        return isOpen(slots[slot], sign, value)
      }
      return false
    default: return false
    }
  }

  /// Whether a comparison of a missing fact with a value, which the range of the fact does not decide, is open: the
  /// ends of the range then differ in a comparison of size, and the value is one of several that the fact can have.
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

/// What is left of a condition, in bytes.
struct ResidueKey: ByteSink, Sendable, Hashable {
  private var bytes: [UInt8] = []

  mutating func add(byte: UInt8) { bytes.append(byte) }
}
