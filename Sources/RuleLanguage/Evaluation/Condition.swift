import CareTypes

/// A yes-or-no rule over facts, in a typed subset of the Common Expression Language: the condition (*voorwaarde*) of a
/// provision.
///
/// It is immutable and quick to evaluate, because its names were resolved when it was checked.
package struct Condition: Sendable {
  let sourceText: SourceText
  /// The checked tree.
  package let root: CheckedExpression
  /// The facts that the condition asks for, in the order of their slots.
  package let slotFacts: [Fact]
  /// The names of the facts that the condition asks for, also of those inside `has`, sorted.
  package let facts: [String]

  /// The source as it was written.
  package var source: String { sourceText.text }

  init(source: SourceText, root: CheckedExpression, slotFacts: [Fact]) {
    sourceText = source
    self.root = root
    self.slotFacts = slotFacts
    facts = slotFacts.map(\.name).sorted()
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
    Condition(source: sourceText, root: part, slotFacts: slotFacts)
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
  package func evaluate(_ facts: FactSheet) -> Evaluation { evaluate(values(facts)) }

  /// Evaluates the condition for known values of its facts.
  package func evaluate(_ values: SlotValues) -> Evaluation {
    Evaluation(condition: self, evaluator: evaluator(values))
  }

  /// Computes its parts for known values of its facts.
  package func evaluator(_ values: SlotValues) -> Evaluator {
    Evaluator(facts: slotFacts, values: values)
  }

  /// The slots of the facts, in their order.
  package var slots: [FactSlot] { slotFacts.indices.map(FactSlot.init) }

  /// The fact in a slot.
  package subscript(slot: FactSlot) -> Fact { slotFacts[slot.offset] }

  /// The known values of its facts, by slot. A value that the declaration of its fact does not allow is left out.
  package func values(_ facts: FactSheet) -> SlotValues { SlotValues(slotFacts.map { facts.value(of: $0) }) }

  /// Values of its facts of which none is known.
  package var noValues: SlotValues { SlotValues([FactValue?](repeating: nil, count: slotFacts.count)) }
}

extension CheckedExpression {
  /// The parts of the outermost `&&`, with those of each `&&` within it.
  fileprivate var conjuncts: [CheckedExpression] {
    if case .allOf(let parts, _) = self { parts.flatMap(\.conjuncts) } else { [self] }
  }
}
