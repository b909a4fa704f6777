package import CareTypes

/// Explains one condition in words, for the facts of one person after another.
///
/// The condition is taken apart once. What is said of one of its tests depends on the values of a few facts alone, and is
/// kept by these values: most people share them, so that most sentences are only looked up.
package struct ConditionExplainer: Sendable {
  /// A line of an explanation.
  package struct Line: Sendable, Hashable {
    /// How far to indent, from 0.
    package var depth: Int
    /// The answer of the part that the line explains.
    package var verdict: Explanation.Verdict
    /// Whether the line decided nothing: it is shown only on request.
    package var isFolded = false
    /// The line in each language, in the order in which the languages were given.
    package var texts: [String]
  }

  /// A part of the condition.
  private indirect enum Part: Sendable {
    /// One comparison.
    case test(Test)
    /// A fact that excludes only if it is known: with the rest of the `||` in which it stands as `!has(fact)`, and for a
    /// yes-or-no fact, what does not exclude.
    case unlessKnown(Test, FactSlot, wanted: Bool?, Part)
    /// A fact that counts only if it is known: with the rest of the `&&` in which it stands as `has(fact)`.
    case onlyIfKnown(Test, FactSlot, Part)
    case allOf([Part])
    case anyOf([Part])
    case not(Part)
    case choice(Part, then: Part, otherwise: Part)
  }

  /// A comparison, and where what is said of it is kept.
  private struct Test: Sendable {
    let number: Int
    let expression: CheckedExpression
    let slots: [FactSlot]
  }

  /// What is said of a test.
  fileprivate struct Said: Sendable {
    let truth: Truth
    let texts: [String]
  }

  /// What was said of the tests of one condition, by the values of their facts.
  package struct Memory: Sendable {
    /// The most sentences that are kept; when there are more, it starts again.
    private static let limit = 2_000

    private var count = 0
    /// By the number of a test.
    private var said: [Int: [[FactValue?]: Said]] = [:]

    /// Nothing was said yet.
    package init() {}

    fileprivate func said(of test: Int, _ values: [FactValue?]) -> Said? { said[test]?[values] }

    fileprivate mutating func keep(_ new: Said, of test: Int, _ values: [FactValue?]) {
      if count >= Self.limit { self = Memory() }
      said[test, default: [:]][values] = new
      count += 1
    }
  }

  private let condition: Condition
  private let writers: [SentenceWriter]
  private let root: Part
  private let headings: Headings

  /// Takes a condition apart.
  ///
  /// - Parameters:
  ///   - languages: The languages of the lines.
  ///   - catalogue: The labels of the facts.
  package init(_ condition: Condition, in languages: [TextLanguage], catalogue: FactCatalogue) {
    self.condition = condition
    writers = languages.map { SentenceWriter(language: $0, catalogue: catalogue, style: .spoken) }
    headings = Headings(languages)
    var maker = PartMaker(condition)
    root = maker.part(condition.root)
  }

  /// The lines that explain the condition: a heading for each operator, and a sentence for each test.
  ///
  /// - Parameter memory: What was said by this explainer before.
  package func lines(_ values: SlotValues, _ memory: inout Memory) -> [Line] {
    var writing = Writing(explainer: self, values: values)
    writing.write(root, depth: 0, &memory)
    writing.foldHeadingOfAll()
    return writing.lines
  }

  // MARK: Taking apart

  /// Takes a condition apart, and numbers its tests.
  private struct PartMaker {
    let condition: Condition
    private var tests = 0

    init(_ condition: Condition) {
      self.condition = condition
    }

    mutating func part(_ expression: CheckedExpression) -> Part {
      switch expression {
      case .allOf(let parts, _):
        for (place, part) in parts.enumerated() {
          guard case .presence(let slot, _) = part, let others = Self.others(parts, than: place, asking: slot) else {
            continue
          }
          return .onlyIfKnown(test(part), slot, others.count == 1 ? self.part(others[0]) : .allOf(all(others)))
        }
        return .allOf(all(parts))
      case .anyOf(let parts, _):
        for (place, part) in parts.enumerated() {
          guard case .not(.presence(let slot, _), _) = part,
            let others = Self.others(parts, than: place, asking: slot)
          else { continue }
          let rest = others.count == 1 ? self.part(others[0]) : .anyOf(all(others))
          return .unlessKnown(test(part), slot, wanted: wanted(slot, in: others), rest)
        }
        return .anyOf(all(parts))
      case .not(let inner, _):
        switch inner {
        case .fact, .presence, .comparison, .membership, .constant: return .test(test(expression))
        default: return .not(part(inner))
        }
      case .choice(let question, let then, let otherwise, _):
        return .choice(part(question), then: part(then), otherwise: part(otherwise))
      default: return .test(test(expression))
      }
    }

    private mutating func all(_ parts: [CheckedExpression]) -> [Part] {
      var made: [Part] = []
      for part in parts { made.append(self.part(part)) }
      return made
    }

    private mutating func test(_ expression: CheckedExpression) -> Test {
      defer { tests += 1 }
      return Test(number: tests, expression: expression, slots: expression.slots)
    }

    /// The parts beside one of them; nil when none of them asks for a fact.
    private static func others(
      _ parts: [CheckedExpression],
      than place: Int,
      asking slot: FactSlot
    ) -> [CheckedExpression]? {
      let others = parts.enumerated().filter { $0.offset != place }.map(\.element)
      return others.contains { $0.slots.contains(slot) } ? others : nil
    }

    /// The value of a yes-or-no fact with which one of some parts holds, whatever the other facts are; nil when neither does.
    private func wanted(_ slot: FactSlot, in parts: [CheckedExpression]) -> Bool? {
      guard condition[slot].type == .bool else { return nil }
      return [false, true].first { value in
        var values = condition.noValues
        values[slot] = .bool(value)
        let evaluator = condition.evaluator(values)
        return parts.contains { evaluator.compute($0).truth == true }
      }
    }
  }

  // MARK: Saying

  /// What is said of a test.
  ///
  /// - Parameter write: Writes the sentence in the language of a writer; nil for the usual one.
  private func said(
    _ test: Test,
    _ values: SlotValues,
    _ memory: inout Memory,
    _ write: ((SentenceWriter) -> String)? = nil
  ) -> Said {
    let key = test.slots.map { values[$0] }
    if let said = memory.said(of: test.number, key) { return said }
    let evaluator = condition.evaluator(values)
    let truth = Truth(evaluator.compute(test.expression))
    let node = Explainer(condition: condition, evaluator: evaluator).explain(test.expression)
    let said = Said(truth: truth, texts: writers.map { write?($0) ?? $0.test(node) })
    memory.keep(said, of: test.number, key)
    return said
  }

  /// The words of operators in each language.
  private struct Headings: Sendable {
    let allOf: [String]
    let anyOf: [String]
    let not: [String]
    let choice: [String]
    let languages: [TextLanguage]

    init(_ languages: [TextLanguage]) {
      self.languages = languages
      allOf = languages.map { RuleTexts.allOf[$0] }
      anyOf = languages.map { RuleTexts.anyOf[$0] }
      not = languages.map { RuleTexts.not[$0] }
      choice = languages.map { RuleTexts.choice[$0] }
    }
  }

  /// Writes the lines for the facts of one person.
  private struct Writing {
    let explainer: ConditionExplainer
    let values: SlotValues
    var lines: [Line] = []

    /// Adds the lines of a part.
    ///
    /// - Returns: Its answer.
    @discardableResult
    mutating func write(
      _ part: Part,
      depth: Int,
      _ memory: inout Memory
    ) -> Truth {
      switch part {
      case .test(let test): return add(explainer.said(test, values, &memory), depth)
      case .unlessKnown(let test, let slot, let wanted, let rest):
        if values[slot] != nil { return write(rest, depth: depth, &memory) }
        let fact = explainer.condition[slot].name
        return add(explainer.said(test, values, &memory) { $0.nothingKnown(fact, wanted: wanted) }, depth)
      case .onlyIfKnown(let test, let slot, let rest):
        if values[slot] != nil { return write(rest, depth: depth, &memory) }
        let fact = explainer.condition[slot].name
        return add(explainer.said(test, values, &memory) { $0.notKnown(fact) }, depth)
      case .allOf(let parts):
        return chain(parts, .allOf, depth, explainer.headings.allOf, &memory) { whole, part in
          whole == .yes || (whole == .no ? part == .no : part != .yes)
        }
      case .anyOf(let parts):
        return chain(parts, .anyOf, depth, explainer.headings.anyOf, &memory) { whole, part in
          whole == .no || (whole == .yes ? part == .yes : part != .no)
        }
      case .not(let inner):
        let heading = begin(explainer.headings.not, depth)
        let truth = write(inner, depth: depth + 1, &memory).negated
        lines[heading].verdict = Explanation.Verdict(truth)
        return truth
      case .choice(let question, let then, let otherwise):
        return choice(question, then, otherwise, depth, &memory)
      }
    }

    private mutating func add(_ said: Said, _ depth: Int) -> Truth {
      lines.append(Line(depth: depth, verdict: Explanation.Verdict(said.truth), texts: said.texts))
      return said.truth
    }

    private mutating func begin(_ heading: [String], _ depth: Int) -> Int {
      lines.append(Line(depth: depth, verdict: .unknown, texts: heading))
      return lines.count - 1
    }

    /// Adds a chain of `&&` or `||`, and folds the parts that did not decide it; with one part left, the heading too.
    private mutating func chain(
      _ parts: [Part],
      _ empty: LogicChain,
      _ depth: Int,
      _ headingTexts: [String],
      _ memory: inout Memory,
      decides: (_ whole: Truth, _ part: Truth) -> Bool
    ) -> Truth {
      let heading = begin(headingTexts, depth)
      var whole = empty
      var found: [(start: Int, truth: Truth)] = []
      for part in parts {
        let start = lines.count
        let truth = write(part, depth: depth + 1, &memory)
        found.append((start, truth))
        whole.add(truth)
      }
      lines[heading].verdict = Explanation.Verdict(whole.truth)
      var shown = 0
      for (place, part) in found.enumerated() {
        if decides(whole.truth, part.truth) {
          shown += 1
        } else {
          let end = place + 1 < found.count ? found[place + 1].start : lines.count
          for line in part.start..<end { lines[line].isFolded = true }
        }
      }
      if shown == 1 { lines[heading].isFolded = true }
      return whole.truth
    }

    private mutating func choice(
      _ question: Part,
      _ then: Part,
      _ otherwise: Part,
      _ depth: Int,
      _ memory: inout Memory
    ) -> Truth {
      let heading = begin(explainer.headings.choice, depth)
      func said(_ part: Part, _ prefix: BilingualText) -> Truth {
        let start = lines.count
        let truth = write(part, depth: depth + 1, &memory)
        for (place, language) in explainer.headings.languages.enumerated() {
          lines[start].texts[place] = prefix.filled(lines[start].texts[place], in: language)
        }
        return truth
      }
      let asked = said(question, RuleTexts.ifPart)
      let truth: Truth
      switch asked {
      case .yes: truth = said(then, RuleTexts.thenPart)
      case .no: truth = said(otherwise, RuleTexts.elsePart)
      case .unknown, .failed:
        let (one, other) = (said(then, RuleTexts.thenPart), said(otherwise, RuleTexts.elsePart))
        truth = asked == .unknown ? Truth(.ofChoice(one.result, other.result, testCanFail: false)) : .failed
      }
      lines[heading].verdict = Explanation.Verdict(truth)
      return truth
    }

    /// Folds the heading over the whole: what follows reads as a list of reasons.
    mutating func foldHeadingOfAll() {
      if lines.count > 1, lines[0].texts == explainer.headings.allOf { lines[0].isFolded = true }
    }
  }
}

extension Explanation.Verdict {
  fileprivate init(_ truth: Truth) {
    self =
      switch truth {
      case .yes: .yes
      case .no: .no
      case .unknown, .failed: .unknown
      }
  }
}

extension CheckedExpression {
  /// The slots of the facts in the expression, each once.
  fileprivate var slots: [FactSlot] {
    var found: [FactSlot] = []
    func collect(_ expression: CheckedExpression) {
      switch expression {
      case .fact(let slot, _), .presence(let slot, _): if !found.contains(slot) { found.append(slot) }
      default: expression.operands.forEach(collect)
      }
    }
    collect(self)
    return found
  }
}
