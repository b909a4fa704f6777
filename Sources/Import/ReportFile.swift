import Foundation
package import ServiceRuntime

/// The report of an import: a line for each problem of each rejected row, without any value of the list.
package final class ReportFile: Sendable {
  private static let header = "row,line,reason,field,description\n"

  /// Where it lies.
  package let path: String
  private let descriptor: CInt

  /// Opens a report, and holds it against other imports until this one ends.
  ///
  /// - Throws: `StartupError` when it cannot be written, another import writes it, or the file is something else.
  package init(path: String) throws(StartupError) {
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw FileWriting.failure("cannot be written", path) }
    self.path = path
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      throw StartupError("Another import writes this report: \(path)")
    }
    // A slip of the hand must not cost a file: only a report is written over.
    let expected = Array(Self.header.utf8)
    var found = [UInt8](repeating: 0, count: expected.count)
    let count = pread(descriptor, &found, found.count, 0)
    guard count >= 0, found.prefix(count).elementsEqual(expected.prefix(count)) else {
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
      try FileWriting.write(Array(Self.header.utf8), to: descriptor, path)
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
    try FileWriting.write(Array(lines.map(\.text).joined().utf8), to: descriptor, path)
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

    /// The line in comma-separated values, with its end.
    package var text: String {
      "\(row),\(line),\(quoted(problem.reason)),\(quoted(problem.field)),\(quoted(problem.description))\n"
    }

    private func quoted(_ text: String) -> String {
      guard text.unicodeScalars.contains(where: { ",\"\r\n".unicodeScalars.contains($0) }) else { return text }
      return "\"\(text.replacing("\"", with: "\"\""))\""
    }
  }
}
