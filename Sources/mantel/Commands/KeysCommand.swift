import Assembly
import ArgumentParser
import CareTypes
import Foundation
import GRPCCore
import GRPCNIOTransportHTTP2
import Gateway
import RegistrationAPI
import ServiceCore
import ServiceRuntime
import SwiftProtobuf

/// `mantel keys`: the secrets of services.
struct KeysCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys",
    abstract: "Key files of the services.",
    subcommands: [New.self, NewMaster.self, Rotate.self, NewSigning.self, RotateSigning.self]
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

extension KeysCommand {
  /// `mantel keys new-master`: makes a file of master keys with a first key.
  struct NewMaster: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "new-master",
      abstract: "Make a file of master keys that its owner alone can read. An existing file is left as it is."
    )

    @Argument(help: "Path of the new file.")
    var path: String

    func run() throws {
      guard !FileManager.default.fileExists(atPath: path) else { throw StartupError("The file exists: \(path)") }
      try MasterKeyFile(path: path).addKey(named: KeysCommand.newName())
    }
  }

  /// `mantel keys rotate`: adds a master key, and wraps every data key anew while Registration serves.
  struct Rotate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Add a master key, and wrap every data key with it while Registration serves.",
      discussion: """
        Takes the settings of the service (registration.master-key-file, registration.address). When it is cut off, run \
        it again with --resume. Earlier master keys stay in the file; take them out once no backup needs them.
        """
    )

    @Flag(help: "Go on with the newest key that is there, rather than add one.")
    var resume = false

    @OptionGroup var options: SettingsOptions

    func run() async throws {
      let settings = try await options.settings()
      let file = try settings.masterKeyFile()
      if !resume { try file.addKey(named: KeysCommand.newName()) }
      let newest = try file.masterKeys().newest
      let endpoint = try settings.address(.registration)
      do {
        try await withGRPCClient(
          transport: .http2NIOPosix(
            target: .dns(host: endpoint.host, port: endpoint.port),
            transportSecurity: .plaintext
          )
        ) { client in
          try await Self.rewrap(Mantel_Registration_V1_KeyService.Client(wrapping: client), under: newest)
        }
      } catch let error as RPCError {
        throw StartupError(
          "Registration does not take the new key now (\(error.message)); run again with --resume"
        )
      }
    }

    private static func rewrap(
      _ keys: some Mantel_Registration_V1_KeyService.ClientProtocol,
      under newest: String
    ) async throws {
      var total: Int64 = 0
      while true {
        var options = CallOptions.defaults
        options.timeout = .seconds(30)
        let answer = try await keys.rewrapDataKeys(.init(), options: options)
        guard answer.masterKey == newest else {
          throw StartupError("Registration reads another master key file: its newest key is \(answer.masterKey)")
        }
        total += answer.rewrapped
        if answer.remaining == 0 { break }
      }
      print("\(total) data keys wrapped with \(newest); none is left under an earlier key")
    }
  }

  /// A name for a new master key: the day, and random characters that distinguish keys of one day.
  private static func newName() throws -> String {
    "\(try RegistryClock.system.today())-\(OpaqueID.random().text.prefix(6))"
  }
}

extension KeysCommand {
  /// `mantel keys new-signing`: makes a file of signing keys with a first key.
  struct NewSigning: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "new-signing",
      abstract: "Make a file of keys that sign caregiver cards. An existing file is left as it is."
    )

    @Argument(help: "Path of the new file.")
    var path: String

    func run() throws {
      guard !FileManager.default.fileExists(atPath: path) else { throw StartupError("The file exists: \(path)") }
      print("Key \(try SigningKeyFile(path: path).addKey()) signs from now on")
    }
  }

  /// `mantel keys rotate-signing`: adds a signing key.
  struct RotateSigning: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "rotate-signing",
      abstract: "Add a key that signs caregiver cards from now on, while Rights serves.",
      discussion: """
        Only the public part of the key before is left, by which what it signed can still be checked. Take that line out \
        of the file when nothing that it signed is valid any more: ten years after, because of attests of experience. Take \
        it out at once if the private key was stolen: everything that it signed is then refused.
        """
    )

    @Argument(help: "Path of the file.")
    var path: String

    func run() throws {
      guard FileManager.default.fileExists(atPath: path) else { throw StartupError("There is no file: \(path)") }
      print("Key \(try SigningKeyFile(path: path).addKey()) signs from now on")
    }
  }
}
