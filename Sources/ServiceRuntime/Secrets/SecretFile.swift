package import ServiceCore
import Foundation

/// A file with secrets, which its owner alone may read.
package struct SecretFile: Sendable {
  /// Where it is.
  package let path: String
  /// What it is called in an error text.
  package let name: String

  /// The file at a path.
  package init(path: String, called name: String) {
    self.path = path
    self.name = name
  }

  /// The text of the file.
  ///
  /// - Throws: `StartupError` when it cannot be read, or others than its owner may read it.
  package func text() throws(StartupError) -> String {
    let manager = FileManager.default
    guard let attributes = try? manager.attributesOfItem(atPath: path), let data = manager.contents(atPath: path) else {
      throw StartupError("\(name) cannot be read: \(path)")
    }
    if let permissions = (attributes[.posixPermissions] as? NSNumber)?.intValue, permissions & 0o077 != 0 {
      throw StartupError("\(name) may be read by its owner alone (chmod 600): \(path)")
    }
    return String(decoding: data, as: UTF8.self)
  }

  /// Writes another text: beside the file, and put in its place at once. Waits for another process that does the same.
  ///
  /// - Parameter change: Makes the new text of the former one, or of nil when there is no file.
  /// - Throws: `StartupError` when it cannot be written; what `change` throws.
  package func replace(_ change: (String?) throws(StartupError) -> String) throws(StartupError) {
    let folder = open(folderPath, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { throw unwritable }
    defer { close(folder) }
    // Two that read the same keys would each put a file in place that lacks the key of the other.
    guard flock(folder, LOCK_EX) == 0 else { throw unwritable }
    let changed = try change(FileManager.default.fileExists(atPath: path) ? text() : nil)
    let temporary = "\(path).new"
    // Left by a process that was ended half way.
    unlink(temporary)
    // On disk before it takes the place of the old one, and the place too before it is used: a key that was used and then
    // lost is the end of what it wrapped.
    guard Self.write(changed, to: temporary), rename(temporary, path) == 0, fsync(folder) == 0 else { throw unwritable }
  }

  private var folderPath: String {
    URL(filePath: path).deletingLastPathComponent().path(percentEncoded: false)
  }

  private var unwritable: StartupError { StartupError("\(name) cannot be written: \(path)") }

  /// Makes a file that is its owner's alone from the first byte on, and syncs it.
  private static func write(_ text: String, to path: String) -> Bool {
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { return false }
    defer { close(file) }
    do {
      let handle = FileHandle(fileDescriptor: file, closeOnDealloc: false)
      try handle.write(contentsOf: Data(text.utf8))
      try handle.synchronize()
      return true
    } catch {
      return false
    }
  }
}
