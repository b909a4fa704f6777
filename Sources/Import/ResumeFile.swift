import Foundation
package import ServiceCore
import ServiceRuntime

/// How far an import came, and with what.
package struct ResumePoint: Sendable, Hashable, Codable {
  /// What must be the same when the import goes on.
  package struct Identity: Sendable, Hashable, Codable {
    /// Name of the list in the registry.
    package let listID: String
    /// Whether rows are only checked.
    package let isDryRun: Bool
    /// `HOST:PORT` of the gateway.
    package let gateway: String
    /// SHA-256 of the mapping file.
    package let mapping: String
    /// Bytes of the list.
    package let listSize: Int64
    /// SHA-256 of the first 64 KiB of the list.
    package let listStart: String
    /// The full path of the report.
    package let report: String
    /// Numbers of the rows that are said to be new, in order.
    package let confirmedRows: [Int]
    /// The language of the report.
    package let language: ReportLanguage
  }

  /// What must be the same.
  package let identity: Identity
  /// Bytes of the list before the first row that was not answered.
  package let offset: Int64
  /// The line that begins there.
  package let line: Int
  /// Number of the last row that was answered.
  package let row: Int
  /// What became of the rows until there.
  package let counts: ImportCounts
  /// Bytes of the report until there.
  package let reportLength: Int64

  /// The place in the list.
  package var position: ListPosition { ListPosition(offset: offset, line: line, row: row) }
}

/// Keeps how far an import came, so that it goes on from there after a cut at whatever instant.
package struct ResumeFile: Sendable {
  /// Where it lies.
  package let path: String

  /// The file at a path, whether it is there or not.
  package init(path: String) {
    self.path = path
  }

  /// Whether it is there.
  package var exists: Bool { access(path, F_OK) == 0 }

  /// How far an import came; nothing when none was cut.
  ///
  /// - Throws: `StartupError` when it cannot be read, or belongs to another import.
  package func load(for identity: ResumePoint.Identity) throws(StartupError) -> ResumePoint? {
    guard exists else { return nil }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw StartupError("The resume file cannot be read: \(path)")
    }
    guard let point = try? JSONDecoder().decode(ResumePoint.self, from: data) else {
      throw StartupError("This is not the resume file of an import: \(path)")
    }
    if let difference = Self.difference(point.identity, identity) {
      throw StartupError(
        "The resume file belongs to another import: \(difference). Give it what it began with, or remove \(path) to "
          + "begin anew; rows that were registered are not registered twice."
      )
    }
    guard (0...identity.listSize).contains(point.offset), point.row >= 0, point.line >= 1 else {
      throw StartupError("This is not the resume file of an import: \(path)")
    }
    return point
  }

  /// Keeps how far an import came; brought to the disk before this returns.
  ///
  /// - Throws: `StartupError` when it cannot be written.
  package func save(_ point: ResumePoint) throws(StartupError) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(point) else { throw StartupError("The resume file cannot be made: \(path)") }
    try FileWriting.replace(path, with: Array(data))
  }

  /// Removes it, if it is there.
  ///
  /// - Throws: `StartupError` when it cannot be removed.
  package func remove() throws(StartupError) {
    guard unlink(path) == 0 || errno == ENOENT else { throw FileWriting.failure("cannot be removed", path) }
  }

  private static func difference(_ kept: ResumePoint.Identity, _ given: ResumePoint.Identity) -> String? {
    if kept.listSize != given.listSize || kept.listStart != given.listStart { return "the list is another, or changed" }
    if kept.mapping != given.mapping || kept.listID != given.listID { return "the mapping is another, or changed" }
    if kept.isDryRun != given.isDryRun {
      return kept.isDryRun ? "that was a dry run, this is none" : "this is a dry run, that was none"
    }
    if kept.gateway != given.gateway { return "it went to the gateway \(kept.gateway)" }
    if kept.report != given.report { return "its report is \(kept.report)" }
    if kept.confirmedRows != given.confirmedRows { return "other rows were confirmed" }
    if kept.language != given.language { return "its report is in the language \(kept.language.rawValue)" }
    return nil
  }
}
