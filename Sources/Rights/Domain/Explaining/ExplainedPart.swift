package import CareTypes
package import RuleLanguage

/// A part of a condition with its result, as a line for people in Dutch and English.
package struct ExplainedPart: Sendable, Hashable {
  /// How far to indent, from 0.
  package let depth: Int
  /// The result of the part.
  package let verdict: Explanation.Verdict
  /// Whether the line decided nothing: it is shown only on request.
  package let isFolded: Bool
  /// The line, without its indent.
  package let text: BilingualText
}
