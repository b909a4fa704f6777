/// One line of an explanation for people.
package struct ExplainedLine: Sendable, Equatable {
  /// How far to indent, from 0.
  package var depth: Int
  /// The answer of the node that the line explains.
  package var verdict: Explanation.Verdict
  /// The line, without its indent.
  package var text: String

  /// Makes a line.
  package init(depth: Int, verdict: Explanation.Verdict, text: String) {
    self.depth = depth
    self.verdict = verdict
    self.text = text
  }
}
