package import CareTypes
package import RuleLanguage

/// A part of a condition with its result, as a line for people in both languages.
package struct ExplainedPart: Sendable, Hashable {
  /// How far to indent, from 0.
  package let depth: Int
  /// The result of the part.
  package let verdict: Explanation.Verdict
  /// The line, without its indent.
  package let text: BilingualText

  /// The lines of an explanation.
  ///
  /// - Parameter catalogue: The labels of the facts.
  static func parts(of explanation: Explanation, catalogue: FactCatalogue) -> [ExplainedPart] {
    zip(
      explanation.sentences(in: .dutch, catalogue: catalogue),
      explanation.sentences(in: .english, catalogue: catalogue)
    ).map { dutch, english in
      ExplainedPart(depth: dutch.depth, verdict: dutch.verdict, text: BilingualText(dutch.text, english.text))
    }
  }
}
