import Foundation
package import ServiceCore

/// The report of an import: a line for each problem of each row, without any value of the list. It has semicolons and a byte
/// order mark, so that Excel on a Belgian computer opens it as it is.
package final class ReportFile: Sendable {
  private static func header(_ language: ReportLanguage) -> [UInt8] {
    [0xEF, 0xBB, 0xBF] + Array((ReportTexts.columns(language).joined(separator: ";") + "\r\n").utf8)
  }

  /// The language of the report.
  private let language: ReportLanguage

  /// The path of the file.
  package let path: String
  private let descriptor: CInt

  /// Opens a report, and locks it until this import ends.
  ///
  /// - Throws: `StartupError` if it cannot be written, another import writes it, or the file is no report.
  package init(path: String, language: ReportLanguage) throws(StartupError) {
    self.language = language
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw DurableFile.failure("cannot be written", path) }
    self.path = path
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      throw StartupError("Another import writes this report: \(path)")
    }
    // Only a report is overwritten, so that a wrong path does not destroy another file.
    let headers = ReportLanguage.allCases.map(Self.header)
    var found = [UInt8](repeating: 0, count: headers.map(\.count).max() ?? 0)
    let count = pread(descriptor, &found, found.count, 0)
    let start = found.prefix(max(0, count))
    guard count >= 0, headers.contains(where: { start.prefix($0.count).elementsEqual($0.prefix(start.count)) }) else {
      throw StartupError("The report would overwrite a file that is no report: \(path)")
    }
  }

  /// Begins the report anew, or goes on where it was interrupted.
  ///
  /// - Parameter length: The size that the report had for certain when the import was interrupted; what follows is cut off.
  ///   Nil begins anew.
  /// - Throws: `StartupError` if it cannot be written, or is shorter than `length`.
  package func begin(length: Int64?) throws(StartupError) {
    if let length {
      guard try self.length() >= length else {
        throw StartupError("The report is gone, or shorter than when the import was cut: \(path)")
      }
    }
    guard ftruncate(descriptor, off_t(length ?? 0)) == 0, lseek(descriptor, 0, SEEK_END) >= 0 else {
      throw DurableFile.failure("cannot be written", path)
    }
    if length == nil {
      try DurableFile.write(Self.header(language), to: descriptor, path)
      try DurableFile.sync(descriptor, path)
      try DurableFile.syncFolder(of: path)
    }
  }

  deinit {
    close(descriptor)
  }

  /// Adds lines, which are on the disk when this returns.
  ///
  /// - Returns: The size of the report in bytes.
  /// - Throws: `StartupError` if it cannot be written.
  package func append(_ lines: [Line]) throws(StartupError) -> Int64 {
    guard !lines.isEmpty else { return try length() }
    try DurableFile.write(Array(lines.map { $0.text(language) }.joined().utf8), to: descriptor, path)
    try DurableFile.sync(descriptor, path)
    return try length()
  }

  private func length() throws(StartupError) -> Int64 {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw DurableFile.failure("cannot be read", path) }
    return Int64(status.st_size)
  }
}
