import RuleLanguage

/// A condition read over what is known, in one go: what each part comes to, and a mark over all of it.
struct ConditionReading {
  private let evaluator: Evaluator
  private let values: [FactValue?]
  /// What the whole comes to.
  private(set) var result = Evaluator.Result.unknown
  /// Differs where an explanation would.
  private(set) var mark = Mark()

  /// Reads a condition.
  ///
  /// - Parameter values: What is known, by slot.
  init(_ condition: Condition, _ values: [FactValue?]) {
    self.values = values
    evaluator = Evaluator(slots: condition.slots, values: values)
    for value in values { mark.add(value) }
    result = read(condition.root)
  }

  /// Kleene's logic, with computations that fail beside it, as the evaluator has it.
  private mutating func read(_ part: CheckedExpression) -> Evaluator.Result {
    let result: Evaluator.Result
    switch part {
    case .allOf(let parts, _): result = chain(parts, decidedBy: false)
    case .anyOf(let parts, _): result = chain(parts, decidedBy: true)
    case .not(let inner, _):
      let found = read(inner)
      result = found.truth.map { .known(.bool(!$0)) } ?? found
    default: result = evaluator.compute(part)
    }
    mark.add(result)
    return result
  }

  private mutating func chain(_ parts: [CheckedExpression], decidedBy decisive: Bool) -> Evaluator.Result {
    var result = Evaluator.Result.known(.bool(!decisive))
    var isDecided = false
    for part in parts {
      let found = read(part)
      if isDecided { continue }
      if found.truth == decisive {
        result = found
        isDecided = true
      } else if found == .unknown || (found == .failed && result != .unknown) {
        result = found
      }
    }
    return result
  }

  /// What is left of a condition that is not decided.
  func residue(of condition: Condition) -> Residue {
    var residue = Residue(evaluator: evaluator, values: values)
    residue.visit(condition.root)
    return residue
  }
}

/// What is left of a condition over what is known: the parts that are not decided, and the facts in them.
struct Residue {
  private let evaluator: Evaluator
  private let values: [FactValue?]
  /// The same for all that is known that leaves the same.
  private(set) var key = ResidueKey()
  /// The slots of the facts that could still decide it, judging each part by itself.
  private(set) var missing: Set<Int> = []
  /// Whether some missing fact stands in it more than once: its parts may then decide it together.
  private(set) var repeats = false

  init(evaluator: Evaluator, values: [FactValue?]) {
    self.evaluator = evaluator
    self.values = values
  }

  /// Takes a yes-or-no part in.
  mutating func visit(_ part: CheckedExpression) {
    let result = evaluator.compute(part)
    guard result == .unknown else {
      key.add(byte: result == .failed ? 2 : (result.truth == true ? 1 : 0))
      return
    }
    switch part {
    case .allOf(let parts, _), .anyOf(let parts, _):
      if case .allOf = part { key.add(byte: 3) } else { key.add(byte: 4) }
      for part in parts { visit(part) }
      key.add(byte: 5)
    case .not(let inner, _):
      key.add(byte: 6)
      visit(inner)
    default:
      key.add(byte: 7)
      key.add(part.span.start)
      key.add(part.span.end)
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
      if !missing.insert(slot).inserted { repeats = true }
    case .choice(let test, let then, let otherwise, _):
      let truth = evaluator.compute(test).truth
      collect(test)
      if truth != false { collect(then) }
      if truth != true { collect(otherwise) }
    default:
      // A part that is decided may still have facts in it that are not known: they do not matter.
      guard evaluator.compute(part) == .unknown else { return key.add(evaluator.compute(part)) }
      for operand in part.parts { collect(operand) }
    }
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
