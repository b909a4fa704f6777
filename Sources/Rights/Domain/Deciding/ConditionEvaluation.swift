import RuleLanguage

/// Evaluates a condition and keeps the result of each of its parts, with a fingerprint of all of them.
struct ConditionEvaluation {
  /// Identifies a yes-or-no part of the condition: parts are numbered in the order in which they are written, a part
  /// before those that it is made of.
  struct PartIndex: Sendable, Hashable {
    fileprivate let offset: Int

    /// The root of a condition.
    static let root = PartIndex(offset: 0)

    /// The first part of those that a part is made of.
    var firstInner: PartIndex { PartIndex(offset: offset + 1) }
  }

  /// The result of a yes-or-no part.
  fileprivate struct PartResult {
    var result: Evaluator.Result
    /// The first part that is not within this one.
    var end: PartIndex
  }

  /// The results of all yes-or-no parts.
  struct PartResults {
    fileprivate var parts: [PartResult] = []

    /// The result of a part.
    func result(of part: PartIndex) -> Evaluator.Result { parts[part.offset].result }

    /// The part that follows a part and all that it is made of.
    func next(after part: PartIndex) -> PartIndex { parts[part.offset].end }
  }

  private let evaluator: Evaluator
  private let values: SlotValues
  /// The result of the whole condition.
  private(set) var result = Evaluator.Result.unknown
  /// Differs whenever the explanation of the result would differ.
  private(set) var fingerprint = ExplanationFingerprint()
  private var results = PartResults()

  /// Evaluates a condition.
  ///
  /// - Parameter values: What is known, by slot of the condition.
  init(_ condition: Condition, _ values: SlotValues) {
    self.values = values
    evaluator = condition.evaluator(values)
    for value in values { fingerprint.add(value) }
    result = evaluate(condition.root)
  }

  /// Evaluates a yes-or-no part and, before it, the parts that it is made of.
  private mutating func evaluate(_ part: CheckedExpression) -> Evaluator.Result {
    let result: Evaluator.Result
    let offset = results.parts.count
    results.parts.append(PartResult(result: .unknown, end: PartIndex(offset: offset + 1)))
    switch part {
    case .allOf(let parts, _): result = chain(parts, .allOf)
    case .anyOf(let parts, _): result = chain(parts, .anyOf)
    case .not(let inner, _):
      result = evaluate(inner).negated
    default: result = evaluator.compute(part)
    }
    results.parts[offset] = PartResult(result: result, end: PartIndex(offset: results.parts.count))
    fingerprint.add(result)
    return result
  }

  /// Evaluates all parts, also those after the one that decides: their results belong to the explanation.
  private mutating func chain(_ parts: [CheckedExpression], _ empty: LogicChain) -> Evaluator.Result {
    var chain = empty
    for part in parts { chain.add(Truth(evaluate(part))) }
    return chain.truth.result
  }

  /// The parts of a condition that are not decided yet.
  func remainder(of condition: Condition) -> UndecidedRemainder {
    UndecidedRemainder(of: condition, evaluator, values, results)
  }
}
