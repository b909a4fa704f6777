import ServiceCore

/// Master keys in a file that its owner alone may read.
package struct MasterKeyFile: MasterKeyProvider {
  private let file: SecretFile

  /// The file at a path.
  package init(path: String) {
    file = SecretFile(path: path, called: "The master key file")
  }

  /// The master keys as they are now.
  package func masterKeys() throws -> MasterKeys { try read(file.text()) }

  /// Makes the file with a first key, or adds a newer key to it.
  ///
  /// - Throws: `StartupError` when the file is malformed, or cannot be written.
  package func addKey(named name: String) throws {
    try file.replace { former throws(StartupError) in
      var text = former ?? ""
      if !text.isEmpty, !text.hasSuffix("\n") { text += "\n" }
      text += MasterKeys.newLine(named: name)
      _ = try read(text)
      return text
    }
  }

  private func read(_ text: String) throws(StartupError) -> MasterKeys {
    do {
      return try MasterKeys(text: text)
    } catch {
      throw StartupError("\(file.name) \(file.path): \(error.message)")
    }
  }
}
