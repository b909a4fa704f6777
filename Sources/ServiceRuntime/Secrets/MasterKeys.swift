package import ServiceCore
package import Crypto
import Foundation
import Synchronization

/// The keys under which data keys are kept, each with a name; the newest wraps what is new.
package struct MasterKeys: Sendable {
  /// Name of the newest key.
  package let newest: String
  private let keys: [String: SymmetricKey]

  /// Reads keys: a line for each, its name and 32 bytes in base 64, the newest last.
  ///
  /// - Throws: `StartupError` without repeating anything of the text.
  package init(text: String) throws(StartupError) {
    var keys: [String: SymmetricKey] = [:]
    var newest: String?
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if line.isEmpty { continue }
      let parts = line.split(separator: " ", omittingEmptySubsequences: true)
      guard parts.count == 2, let bytes = Data(base64Encoded: String(parts[1])), bytes.count == 32 else {
        throw StartupError("line \(index + 1) is not a name and 32 bytes in base 64")
      }
      let name = String(parts[0])
      guard keys.updateValue(SymmetricKey(data: bytes), forKey: name) == nil else {
        throw StartupError("line \(index + 1) names a key that stands there already")
      }
      newest = name
    }
    guard let newest else { throw StartupError("holds no key") }
    self.keys = keys
    self.newest = newest
  }

  /// The key of a name.
  package func key(named name: String) -> SymmetricKey? { keys[name] }

  /// A line with a new key from the system's secure generator.
  ///
  /// - Parameter name: Letters, digits and hyphens.
  package static func newLine(named name: String) -> String {
    "\(name) \(SymmetricKey(size: .bits256).withUnsafeBytes { Data($0).base64EncodedString() })\n"
  }
}

/// Where master keys come from: a file at first, a vault of keys where there is one.
package protocol MasterKeyProvider: Sendable {
  /// The keys as they stand now.
  ///
  /// - Throws: `StartupError` when they cannot be had.
  func masterKeys() throws -> MasterKeys
}

/// Master keys in a file that its owner alone may read.
package struct MasterKeyFile: MasterKeyProvider {
  private let path: String

  /// The file at a path.
  package init(path: String) {
    self.path = path
  }

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

/// Master keys of this process alone: for tests. More can be added, as a rotation does.
package final class MemoryMasterKeys: MasterKeyProvider {
  private let text: Mutex<String>

  /// Keys with these names, the newest last.
  package init(names: [String] = ["test-1"]) {
    text = Mutex(names.map { MasterKeys.newLine(named: $0) }.joined())
  }

  package func masterKeys() throws -> MasterKeys {
    try MasterKeys(text: text.withLock { $0 })
  }

  /// Adds a newer key.
  package func addKey(named name: String) {
    text.withLock { $0 += MasterKeys.newLine(named: name) }
  }

  /// Forgets a key.
  package func removeKey(named name: String) {
    text.withLock { text in
      text = text.split(separator: "\n").filter { !$0.hasPrefix("\(name) ") }.map { "\($0)\n" }.joined()
    }
  }
}

/// A file with secrets, which its owner alone may read.
enum OwnFile {
  /// The text of the file.
  ///
  /// - Parameters:
  ///   - path: Where it is.
  ///   - name: What it is called in an error text.
  /// - Throws: `StartupError` when it cannot be read, or others than its owner may read it.
  static func text(_ path: String, called name: String) throws(StartupError) -> String {
    let manager = FileManager.default
    guard let attributes = try? manager.attributesOfItem(atPath: path), let data = manager.contents(atPath: path) else {
      throw StartupError("\(name) cannot be read: \(path)")
    }
    if let permissions = (attributes[.posixPermissions] as? NSNumber)?.intValue, permissions & 0o077 != 0 {
      throw StartupError("\(name) may be read by its owner alone (chmod 600): \(path)")
    }
    return String(decoding: data, as: UTF8.self)
  }
}
