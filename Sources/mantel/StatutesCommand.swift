import ArgumentParser
import Foundation
import GRPCCore
import GRPCNIOTransportHTTP2
import GRPCProtobuf
import ServiceRuntime
import Statutes
import StatutesAPI
import SwiftProtobuf

/// `mantel statutes`: regulation packs.
struct StatutesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "statutes",
    abstract: "Regulation packs (reglementen).",
    subcommands: [Publish.self]
  )

  /// `mantel statutes publish`: publishes packs to a running service.
  struct Publish: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Publish regulation packs: those given, or those shipped with Mantel."
    )

    @Argument(help: "YAML files.")
    var files: [String] = []

    @OptionGroup var options: SettingsOptions

    func run() async throws {
      let endpoint = try await options.settings().address(.statutes)
      let packs = try files.isEmpty ? ShippedPacks.texts() : files.map { (name: $0, text: try Self.text($0)) }
      try await withGRPCClient(
        transport: .http2NIOPosix(
          target: .dns(host: endpoint.host, port: endpoint.port),
          transportSecurity: .plaintext
        )
      ) { client in
        let statutes = Mantel_Statutes_V1_StatutesService.Client(wrapping: client)
        for pack in packs { try await Self.publish(pack.text, named: pack.name, to: statutes) }
      }
    }

    private static func text(_ path: String) throws -> String {
      guard let data = FileManager.default.contents(atPath: path) else {
        throw StartupError("The pack cannot be read: \(path)")
      }
      return String(decoding: data, as: UTF8.self)
    }

    private static func publish(
      _ text: String,
      named name: String,
      to statutes: some Mantel_Statutes_V1_StatutesService.ClientProtocol
    ) async throws {
      do {
        let answer = try await statutes.publishRegulation(
          .with {
            $0.requestID = UUID().uuidString
            $0.pack = text
          },
          options: .upstream
        )
        for version in answer.published { print("published  \(version)") }
        for version in answer.unchanged { print("unchanged  \(version)") }
      } catch let error as RPCError {
        let violations = try error.unpackGoogleRPCStatus()?.details.compactMap(\.badRequest).flatMap(\.violations) ?? []
        let lines = violations.map { "\n  \($0.field): \($0.violationDescription)" }.joined()
        throw StartupError("\(name) is not published: \(lines.isEmpty ? error.message : lines)")
      }
    }
  }
}
