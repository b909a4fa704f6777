import ArgumentParser
import CareTypes
import Foundation
import GRPCCore
import GRPCNIOTransportHTTP2
import GRPCProtobuf
import RightsAPI
import ServiceCore
import SwiftProtobuf

/// `mantel explore`: what someone can get, by what they tell, for a clerk at a desk.
struct ExploreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explore",
    abstract: "Tell what a caregiver and a recipient can get, by a profile without names.",
    discussion: """
      The profile is a JSON file with the fields of mantel.rights.v1.Profile, such as
      {"caregiver": {"municipality": "44084", "age": 48}, "recipient": {"municipality": "44084", "age": 82}, \
      "facts": [{"fact": "recipient.fod_points", "value": "13"}]}. Nothing of it is stored.
      """
  )

  @Option(help: ArgumentHelp("The profile, in JSON; - reads it from standard input.", valueName: "file"))
  var profile: String

  @OptionGroup var connection: GatewayOptions

  @Option(help: ArgumentHelp("Language of the answer: nl, en or fr.", valueName: "language"))
  var language = TextLanguage.dutch

  @Flag(help: "Also tell what was looked at and does not hold.")
  var others = false

  func run() async throws {
    let endpoint = try connection.endpoint()
    let key = try connection.key()
    let request = try Mantel_Rights_V1_ExploreRightsRequest.with {
      $0.profile = try Self.read(profile)
      $0.language = Mantel_Rights_V1_ExplorerLanguage(language)
      $0.withOthers = others
    }
    let answer: Mantel_Rights_V1_ExploreRightsResponse
    do {
      answer = try await withGRPCClient(
        transport: .http2NIOPosix(
          target: .dns(host: endpoint.host, port: endpoint.port),
          transportSecurity: .plaintext
        )
      ) { client in
        try await Mantel_Rights_V1_ExplorerService.Client(wrapping: client).exploreRights(
          request,
          metadata: ["authorization": "Bearer \(key)"],
          options: StatutesConnection.options()
        )
      }
    } catch let error as RPCError {
      throw StartupError(
        error.code == .unavailable
          ? "The gateway does not answer at \(endpoint)" : StatutesConnection.words(for: error)
      )
    }
    print(ExplorerSheet(answer, in: language).text)
  }

  private static func read(_ path: String) throws -> Mantel_Rights_V1_Profile {
    let data = path == "-" ? FileHandle.standardInput.readDataToEndOfFile() : FileManager.default.contents(atPath: path)
    guard let data else { throw StartupError("The profile cannot be read: \(path)") }
    do {
      return try Mantel_Rights_V1_Profile(jsonUTF8Data: data)
    } catch {
      throw StartupError("The profile is not JSON with the fields of mantel.rights.v1.Profile")
    }
  }
}

extension TextLanguage: ExpressibleByArgument {}

extension Mantel_Rights_V1_ExplorerLanguage {
  fileprivate init(_ language: TextLanguage) {
    self =
      switch language {
      case .dutch: .dutch
      case .english: .english
      case .french: .french
      }
  }
}
