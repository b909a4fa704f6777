import Foundation
import ServiceCore

/// Master keys in a file that its owner alone may read.
package struct MasterKeyFile: MasterKeyProvider {
  private let path: String

  /// The file at a path.
  package init(path: String) {
    self.path = path
  }

  /// The master keys as they are now.
  package func masterKeys() throws -> MasterKeys {
    let text = try OwnFile.text(path, called: "The master key file")
    do {
      return try MasterKeys(text: text)
    } catch {
      throw StartupError("The master key file \(path): \(error.message)")
    }
  }

  /// Makes the file with a first key, or adds a newer key to it: written beside it and put in its place at once. Waits
  /// for another process that does the same.
  ///
  /// - Throws: `StartupError` when the file is malformed, or cannot be written.
  package func addKey(named name: String) throws {
    let folder = open(folderPath, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { throw unwritable }
    defer { close(folder) }
    // Two that read the same keys would each put a file in place that lacks the key of the other.
    guard flock(folder, LOCK_EX) == 0 else { throw unwritable }
    var text = ""
    if FileManager.default.fileExists(atPath: path) {
      text = try OwnFile.text(path, called: "The master key file")
      if !text.hasSuffix("\n") { text += "\n" }
    }
    text += MasterKeys.newLine(named: name)
    do {
      _ = try MasterKeys(text: text)
    } catch {
      throw StartupError("The master key file \(path): \(error.message)")
    }
    let temporary = "\(path).new"
    // Left by a process that was ended half way.
    unlink(temporary)
    // On disk before it takes the place of the old one, and the place too before it is used: a key that was used and then
    // lost is the end of what it wrapped.
    guard Self.write(text, to: temporary), rename(temporary, path) == 0, fsync(folder) == 0 else { throw unwritable }
  }

  private var folderPath: String {
    URL(filePath: path).deletingLastPathComponent().path(percentEncoded: false)
  }

  private var unwritable: StartupError { StartupError("The master key file cannot be written: \(path)") }

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
