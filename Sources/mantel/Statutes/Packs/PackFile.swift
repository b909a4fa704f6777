import Foundation
import ServiceCore
import ServiceRuntime
import Statutes
import StatutesDomain

/// A regulation pack in a file.
struct PackFile: Sendable {
  /// The name in messages: the path that was given, or the name of a shipped pack.
  let name: String
  /// The YAML.
  let text: String

  /// Reads the files of paths, in their order.
  ///
  /// - Throws: `StartupError` when one cannot be read.
  static func read(_ paths: [String]) throws -> [PackFile] {
    try paths.map { path in
      var isFolder: ObjCBool = false
      let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      guard exists, !isFolder.boolValue, let data = FileManager.default.contents(atPath: path) else {
        throw StartupError("The pack cannot be read: \(path)")
      }
      return PackFile(name: path, text: plain(String(decoding: data, as: UTF8.self)))
    }
  }

  /// The text without the byte order mark and with the line ends of Unix, so that lines and columns are those of an
  /// editor.
  private static func plain(_ text: String) -> String {
    let unmarked = text.hasPrefix("\u{FEFF}") ? String(text.unicodeScalars.dropFirst()) : text
    return unmarked.replacingOccurrences(of: "\r\n", with: "\n")
  }

  /// The packs that come with Mantel, first those that others are based on.
  ///
  /// - Throws: `StartupError` when they are not beside the executable.
  static func shipped() throws -> [PackFile] {
    try ShippedPacks.texts().map { PackFile(name: $0.name, text: $0.text) }
  }
}
