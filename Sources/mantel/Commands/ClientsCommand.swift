import ArgumentParser
import Gateway

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
