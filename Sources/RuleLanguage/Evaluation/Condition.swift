import CareTypes

/// A source that follows the grammar, but whose names and types are not checked yet.
package struct ParsedCondition: Sendable {
  let source: SourceText
  let syntax: Syntax

  /// Checks names, types, units and ranges, and makes the condition that can be evaluated.
  ///
  /// - Throws: `RuleError` of any kind but `syntax`, `reservedWord`, `tooLarge` and `tooDeep`.
  package func checked(against catalogue: FactCatalogue) throws(RuleError) -> Condition {
    var checker = TypeChecker(source: source, catalogue: catalogue)
    let root = try checker.condition(syntax)
    return Condition(source: source, root: root, slots: checker.slots)
  }
}

/// A yes-or-no rule over facts, in a typed subset of the Common Expression Language: the condition (*voorwaarde*) of a
/// provision.
///
/// It is immutable and quick to evaluate, because its names were resolved when it was checked.
package struct Condition: Sendable {
  let sourceText: SourceText
  /// The checked tree.
  package let root: CheckedExpression
  /// The facts that the condition asks for, in the order in which they first appear. A slot is an index in this list.
  package let slots: [Fact]
  /// The names of the facts that the condition asks for, also of those inside `has`, sorted.
  package let facts: [String]

  /// The source as it was written.
  package var source: String { sourceText.text }

  init(source: SourceText, root: CheckedExpression, slots: [Fact]) {
    sourceText = source
    self.root = root
    self.slots = slots
    facts = slots.map(\.name).sorted()
  }

  /// Reads a source and checks it.
  ///
  /// - Throws: `RuleError`, the first mistake found.
  package init(_ source: String, catalogue: FactCatalogue) throws(RuleError) {
    self = try Condition.parse(source).checked(against: catalogue)
  }

  /// Reads a source without checking its names and types.
  ///
  /// - Throws: `RuleError` of the kinds `syntax`, `reservedWord`, `tooLarge` and `tooDeep`.
  package static func parse(_ source: String) throws(RuleError) -> ParsedCondition {
    let text = SourceText(source)
    return ParsedCondition(source: text, syntax: try Parser.parse(text))
  }

  /// A yes-or-no part of the tree as a condition of its own, with the slots and source of the whole.
  package func part(_ part: CheckedExpression) -> Condition {
    Condition(source: sourceText, root: part, slots: slots)
  }

  /// The opposite condition, with the same facts and places in the source.
  package var negated: Condition { part(.not(root, root.span)) }

  /// The parts that must all be met: those of the outermost `&&`, in the order of the source; the whole when there is
  /// none.
  package var conjuncts: [CheckedExpression] { root.conjuncts }

  /// The place of a part of the tree in the source.
  package func position(of part: CheckedExpression) -> SourcePosition {
    sourceText.position(of: part.span.start)
  }

  /// The source of a part of the tree.
  package func text(of part: CheckedExpression) -> String {
    sourceText.excerpt(part.span)
  }

  /// Evaluates the condition for known facts.
  ///
  /// A missing fact is unknown, not false. A value that the declaration of its fact does not allow is treated as
  /// missing. If the declared range of a missing number decides a comparison, it is decided: an unknown age is at least
  /// 0.
  package func evaluate(_ facts: FactSheet) -> Evaluation {
    let evaluator = Evaluator(slots: slots, values: slots.map { facts.value(of: $0) })
    return Evaluation(condition: self, evaluator: evaluator)
  }
}

extension CheckedExpression {
  /// The parts of the outermost `&&`, with those of each `&&` within it.
  fileprivate var conjuncts: [CheckedExpression] {
    if case .allOf(let parts, _) = self { parts.flatMap(\.conjuncts) } else { [self] }
  }
}
