import Foundation
import ServiceCore

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
