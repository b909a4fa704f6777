import Foundation
package import ServiceCore
import ServiceRuntime

/// The report of an import: a line for each problem of each row that is not registered, without any value of the list.
/// Excel on a Belgian computer opens it as it is: semicolons, and a byte order mark.
package final class ReportFile: Sendable {
  private static func header(_ language: ReportLanguage) -> [UInt8] {
    [0xEF, 0xBB, 0xBF] + Array((ReportTexts.columns(language).joined(separator: ";") + "\r\n").utf8)
  }

  /// The language that it is written in.
  private let language: ReportLanguage

  /// Where it lies.
  package let path: String
  private let descriptor: CInt

  /// Opens a report, and holds it against other imports until this one ends.
  ///
  /// - Throws: `StartupError` when it cannot be written, another import writes it, or the file is something else.
  package init(path: String, language: ReportLanguage) throws(StartupError) {
    self.language = language
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw FileWriting.failure("cannot be written", path) }
    self.path = path
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      throw StartupError("Another import writes this report: \(path)")
    }
    // A slip of the hand must not cost a file: only a report is written over.
    let headers = ReportLanguage.allCases.map(Self.header)
    var found = [UInt8](repeating: 0, count: headers.map(\.count).max() ?? 0)
    let count = pread(descriptor, &found, found.count, 0)
    let start = found.prefix(max(0, count))
    guard count >= 0, headers.contains(where: { start.prefix($0.count).elementsEqual($0.prefix(start.count)) }) else {
      throw StartupError("The report would overwrite a file that is no report: \(path)")
    }
  }

  /// Begins the report anew, or goes on behind what it had.
  ///
  /// - Parameter length: Its bytes when the import was cut: what follows is thrown away. Nothing: it begins anew.
  /// - Throws: `StartupError` when it cannot be written, or is shorter than it was.
  package func begin(length: Int64?) throws(StartupError) {
    if let length {
      guard try self.length() >= length else {
        throw StartupError("The report is gone, or shorter than when the import was cut: \(path)")
      }
    }
    guard ftruncate(descriptor, off_t(length ?? 0)) == 0, lseek(descriptor, 0, SEEK_END) >= 0 else {
      throw FileWriting.failure("cannot be written", path)
    }
    if length == nil {
      try FileWriting.write(Self.header(language), to: descriptor, path)
      try FileWriting.sync(descriptor, path)
      try FileWriting.syncFolder(of: path)
    }
  }

  deinit {
    close(descriptor)
  }

  /// Adds the problems of rows, and brings them to the disk.
  ///
  /// - Returns: The bytes of the report then.
  /// - Throws: `StartupError` when it cannot be written.
  package func append(_ lines: [Line]) throws(StartupError) -> Int64 {
    guard !lines.isEmpty else { return try length() }
    try FileWriting.write(Array(lines.map { $0.text(language) }.joined().utf8), to: descriptor, path)
    try FileWriting.sync(descriptor, path)
    return try length()
  }

  private func length() throws(StartupError) -> Int64 {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw FileWriting.failure("cannot be read", path) }
    return Int64(status.st_size)
  }
}

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
