import ArgumentParser
import Assembly
import Foundation
import GRPCCore
import GRPCNIOTransportHTTP2
import RightsAPI
import ServiceCore
import SwiftProtobuf

/// `mantel card publish`: writes the key set and the status lists to a folder that a web server serves.
struct PublishCards: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "publish",
    abstract: "Write the key set and the status lists to a folder, for a web server.",
    discussion: """
      Takes them from Rights (rights.address). Run it every quarter of an hour, and have the folder served under the \
      address that rights.issuer says: jwks.json, and status/1 and so on with the type application/statuslist+jwt.
      """
  )

  @Argument(help: "The folder. It is made if it is not there.")
  var folder: String

  @OptionGroup var options: SettingsOptions

  func run() async throws {
    let endpoint = try await options.settings().address(.rights)
    let folder = URL(filePath: folder, directoryHint: .isDirectory)
    do {
      try await withGRPCClient(
        transport: .http2NIOPosix(
          target: .dns(host: endpoint.host, port: endpoint.port),
          transportSecurity: .plaintext
        )
      ) { client in
        try await Self.write(Mantel_Rights_V1_CardService.Client(wrapping: client), to: folder)
      }
    } catch let error as RPCError {
      throw StartupError("Rights does not give the lists now: \(error.message)")
    } catch let error as CocoaError {
      throw StartupError("The folder cannot be written: \(folder.path): \(error.localizedDescription)")
    }
  }

  private static func write(_ cards: some Mantel_Rights_V1_CardService.ClientProtocol, to folder: URL) async throws {
    let options = StatutesConnection.options()
    let status = folder.appending(path: "status", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: status, withIntermediateDirectories: true)
    let keys = try await cards.getKeySet(.init(), options: options)
    try Data(keys.jwks.utf8).write(to: folder.appending(path: "jwks.json"), options: .atomic)
    var (number, count): (Int32, Int32) = (1, 1)
    while number <= count {
      let wanted = number
      let list = try await cards.getStatusList(.with { $0.number = wanted }, options: options)
      try Data(list.token.utf8).write(to: status.appending(path: String(number)), options: .atomic)
      (number, count) = (number + 1, list.listCount)
    }
    print("The key set and \(count) status \(count == 1 ? "list" : "lists") written to \(folder.path)")
  }
}
