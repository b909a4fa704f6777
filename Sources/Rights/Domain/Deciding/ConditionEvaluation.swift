import RuleLanguage

/// A condition read over what is known, in one go: what each part comes to, and a mark over all of it.
struct ConditionReading {
  private let evaluator: Evaluator
  private let values: [FactValue?]
  /// What the whole comes to.
  private(set) var result = Evaluator.Result.unknown
  /// Differs where an explanation would.
  private(set) var mark = Mark()
  /// What each yes-or-no part comes to, a part before those that it is made of.
  private var answers: [Answer] = []

  /// What a yes-or-no part comes to.
  struct Answer {
    /// Its result.
    var result: Evaluator.Result
    /// The number of the first part that is not within it.
    var end: Int
  }

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
    let number = answers.count
    answers.append(Answer(result: .unknown, end: number + 1))
    switch part {
    case .allOf(let parts, _): result = chain(parts, decidedBy: false)
    case .anyOf(let parts, _): result = chain(parts, decidedBy: true)
    case .not(let inner, _):
      let found = read(inner)
      result = found.truth.map { .known(.bool(!$0)) } ?? found
    default: result = evaluator.compute(part)
    }
    answers[number] = Answer(result: result, end: answers.count)
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
        continue
      }
      // An unknown part can still decide the chain, also beside a failed one.
      switch (found, result) {
      case (.known, _), (_, .unknown): continue
      default: result = found
      }
    }
    return result
  }

  /// What is left of a condition that is not decided.
  func residue(of condition: Condition) -> Residue {
    var residue = Residue(of: condition, evaluator, values, answers)
    residue.visit(condition.root, 0)
    return residue
  }
}
