import ArgumentParser
import Foundation
import Gateway
import ServiceRuntime

/// `mantel keys`: the secrets of services.
struct KeysCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys",
    abstract: "Key files of Registration and HingeMoments.",
    subcommands: [New.self]
  )

  /// `mantel keys new`: makes a key file.
  struct New: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make a key file that its owner alone can read. An existing file is left as it is."
    )

    @Argument(help: "Path of the new file.")
    var path: String

    func run() throws {
      guard !FileManager.default.fileExists(atPath: path) else { throw StartupError("The file exists: \(path)") }
      let made = FileManager.default.createFile(
        atPath: path,
        contents: Data(KeyFile.newText().utf8),
        attributes: [.posixPermissions: 0o600]
      )
      guard made else { throw StartupError("The file cannot be made: \(path)") }
    }
  }
}

/// `mantel clients`: the keys of API clients.
struct ClientsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clients",
    abstract: "API clients of the gateway.",
    subcommands: [NewKey.self]
  )

  /// `mantel clients new-key`: makes an API key.
  struct NewKey: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "new-key",
      abstract: "Make an API key: the key for the client, and its digest for the clients file."
    )

    func run() throws {
      let key = APIKey.random()
      print("key         \(key.text)")
      print("key_sha256  \(key.digest)")
    }
  }
}
