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
    return Condition(source: source, root: root, slotFacts: checker.facts)
  }
}
