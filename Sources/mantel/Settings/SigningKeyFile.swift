import Proofs
import ServiceCore
import ServiceRuntime

/// The keys that sign proofs, in a file that its owner alone may read. It is read each time, so that a new key counts at
/// once.
struct SigningKeyFile: SigningKeyProvider {
  private let file: SecretFile

  /// The file at a path.
  init(path: String) {
    file = SecretFile(path: path, called: "The signing key file")
  }

  /// The keys as they are now.
  func signingKeys() throws -> SigningKeys { try read(file.text()) }

  /// Makes the file with a first key, or adds a newer key to it, and leaves only the public part of the one before.
  ///
  /// - Returns: The name of the new key.
  /// - Throws: `StartupError` when the file is malformed, or cannot be written.
  func addKey() throws -> String {
    var newest = ""
    try file.replace { former throws(StartupError) in
      let text =
        try former.map { former throws(StartupError) in try read(former).rotatedText() } ?? SigningKeys.newText()
      newest = try read(text).newest
      return text
    }
    return newest
  }

  private func read(_ text: String) throws(StartupError) -> SigningKeys {
    do {
      return try SigningKeys(text: text)
    } catch {
      throw StartupError("\(file.name) \(file.path): \(error.reason)")
    }
  }
}
