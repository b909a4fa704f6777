import Foundation
package import ServiceCore
import ServiceRuntime

/// The file that keeps how far an import came, so that the import can go on from there whenever it was interrupted.
package struct ResumeFile: Sendable {
  /// The path of the file.
  package let path: String

  /// The file at a path, whether it exists or not.
  package init(path: String) {
    self.path = path
  }

  /// Whether the file exists.
  package var exists: Bool { access(path, F_OK) == 0 }

  /// How far an interrupted import came; nil if there is none.
  ///
  /// - Throws: `StartupError` if the file cannot be read, or belongs to another import.
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

  /// Keeps how far an import came, on the disk when this returns.
  ///
  /// - Throws: `StartupError` if the file cannot be written.
  package func save(_ point: ResumePoint) throws(StartupError) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(point) else { throw StartupError("The resume file cannot be made: \(path)") }
    try DurableFile.replace(path, with: Array(data))
  }

  /// Removes the file, if it exists.
  ///
  /// - Throws: `StartupError` if the file cannot be removed.
  package func remove() throws(StartupError) {
    guard unlink(path) == 0 || errno == ENOENT else { throw DurableFile.failure("cannot be removed", path) }
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
