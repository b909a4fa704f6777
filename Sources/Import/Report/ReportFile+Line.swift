extension ReportFile {
  /// A line of a report.
  package struct Line: Sendable, Hashable {
    /// The place of the row in the list, from 1.
    package let row: Int
    /// The line of the list on which the row begins.
    package let line: Int
    /// The problem.
    package let problem: RowProblem
    /// The name of the known care situation; empty if there is none, or the client may not see it.
    package let careSituation: String
    /// The place of the row of the same call that it repeats; nil if it repeats none.
    package let repeatedRow: Int?

    /// The line, with its line break.
    package func text(_ language: ReportLanguage) -> String {
      [
        "\(row)", "\(line)", problem.reason, problem.field, ReportTexts.reason(problem, language), careSituation,
        repeatedRow.map { "\($0)" } ?? "",
      ].map(quoted).joined(separator: ";") + "\r\n"
    }

    private func quoted(_ text: String) -> String {
      guard text.unicodeScalars.contains(where: { ";\"\r\n".unicodeScalars.contains($0) }) else { return text }
      return "\"\(text.replacing("\"", with: "\"\""))\""
    }
  }
}
