package import RuleLanguage

/// The checks of a condition at publication that go beyond grammar, names and types.
package enum ConditionReview {
  /// The parts that are always met or never met, each with its place and a hint: the whole condition, or else every
  /// outermost such part. Nothing is reported about a part that cannot be analysed.
  ///
  /// - Parameters:
  ///   - condition: The condition.
  ///   - given: Values that are always the same, such as the parameters of the provision that are known.
  package static func mistakes(in condition: Condition, given: FactSheet = [:]) -> [RuleError] {
    var reviewer = Reviewer(condition: condition, given: given)
    reviewer.review(condition.root, isWhole: true)
    return reviewer.mistakes
  }

  /// The names of the facts that the condition asks for although they never change its answer, sorted. This is no
  /// mistake by itself, but often the trace of one. Nothing is reported about a condition that cannot be analysed.
  package static func idleFacts(in condition: Condition, given: FactSheet = [:]) -> [String] {
    let claim = GivenCondition(condition, given: given)
    guard let diagrams = try? ConditionDiagrams([claim]), let root = diagrams.roots.first else { return [] }
    let free = zip(condition.slotFacts, claim.values).filter { $0.1 == nil }.map(\.0.name)
    return Set(free).subtracting(diagrams.facts(of: root)).sorted()
  }
}

private struct Reviewer {
  let condition: Condition
  let given: FactSheet
  var mistakes: [RuleError] = []
  /// The number of parts that were checked; a condition of very many parts is only checked as a whole.
  private var looked = 0
  private static let mostParts = 200
  /// The number of parts that were too complex; after a few of them the check stops.
  private var tooComplex = 0
  private static let mostTooComplex = 3

  init(condition: Condition, given: FactSheet) {
    self.condition = condition
    self.given = given
  }

  mutating func review(_ part: CheckedExpression, isWhole: Bool) {
    looked += 1
    guard looked <= Self.mostParts, tooComplex < Self.mostTooComplex else { return }
    let claim = GivenCondition(condition.part(part), given: given)
    // A part whose facts are all given has a fixed answer, which is no mistake of the author.
    let isDecidedByGiven = !part.allSlots.isEmpty && part.allSlots.allSatisfy { claim.values[$0] != nil }
    if !isDecidedByGiven {
      let question = Question([claim])
      switch (question.alwaysHolds, question.neverHolds) {
      case (.yes, _): return mistakes.append(mistake(.alwaysTrue, part, isWhole))
      case (_, .yes): return mistakes.append(mistake(.alwaysFalse, part, isWhole))
      case (.undecidable(.tooComplex), _), (_, .undecidable(.tooComplex)): tooComplex += 1
      default: break
      }
    }
    switch part {
    case .allOf(let parts, _), .anyOf(let parts, _): for inner in parts { review(inner, isWhole: false) }
    case .not(let inner, _): review(inner, isWhole: false)
    case .choice(let test, let then, let otherwise, _):
      for inner in [test, then, otherwise] { review(inner, isWhole: false) }
    default: return
    }
  }

  private func mistake(_ kind: RuleError.Kind, _ part: CheckedExpression, _ isWhole: Bool) -> RuleError {
    let always = kind == .alwaysTrue
    let text = isWhole ? "the condition" : "'\(condition.text(of: part).prefix(60))'"
    let hint: String
    switch part {
    case .constant: hint = isWhole ? "name the facts that decide" : "leave it out, or name the fact that decides"
    case .allOf where !always: hint = "two of its parts exclude each other; write || where one of them is enough"
    case .anyOf where always: hint = "its parts leave nothing out; write && where all of them are needed"
    default:
      hint =
        always ? "leave it out, or correct the limit" : "correct the limit, or leave out the part that waits for it"
    }
    return RuleError(
      kind: kind,
      position: condition.position(of: part),
      message: always ? "\(text) is met whatever the facts are" : "\(text) is never met, whatever the facts are",
      hint: hint
    )
  }
}
