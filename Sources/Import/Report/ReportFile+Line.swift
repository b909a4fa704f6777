extension ReportFile {
  /// A line of a report.
  package struct Line: Sendable, Hashable {
    /// Place of the row in the list, from 1.
    package let row: Int
    /// The line of the list on which the row begins.
    package let line: Int
    /// What is wrong.
    package let problem: RowProblem
    /// The care situation that is known; empty when there is none, or it is out of sight.
    package let careSituation: String
    /// Place of the row of the same call that it repeats.
    package let repeatedRow: Int?

    /// The line, with its end.
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
