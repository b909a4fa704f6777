import ArgumentParser
import Foundation
import GRPCCore
import ServiceCore
import ServiceRuntime
import StatutesAPI
import StatutesDomain
import SwiftProtobuf

/// `mantel statutes publish`: drafts packs in the name of one person and publishes them in that of another.
struct PublishPacks: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "publish",
    abstract: "Draft and publish regulation packs: those given, or those shipped with Mantel.",
    discussion: """
      For who acts for both, such as when Mantel is installed. Statutes refuses a publisher who is the drafter. Packs may \
      build on each other, whatever their order.
      """
  )

  @Argument(help: "YAML files.")
  var files: [String] = []

  @Option(help: ArgumentHelp("Who drafts, as their authority knows them.", valueName: "name"))
  var drafter: String

  @Option(help: ArgumentHelp("Who publishes: someone else.", valueName: "name"))
  var publisher: String

  @OptionGroup var options: SettingsOptions

  func run() async throws {
    // Statutes refuses this too, but only after the draft was made.
    if Self.folded(drafter) == Self.folded(publisher) {
      throw StartupError("Who drafts a regulation cannot publish it; --publisher has to be someone else")
    }
    let packs = try files.isEmpty ? PackFile.shipped() : PackFile.read(files)
    try await StatutesConnection.open(try await options.settings()) { connection in
      var waiting = packs
      while !waiting.isEmpty {
        var refused: [(pack: PackFile, error: RPCError)] = []
        for pack in waiting {
          do {
            try await publish(pack, to: connection)
          } catch let error as RPCError where error.code == .invalidArgument {
            // The pack may be based on one that is published later.
            refused.append((pack, error))
          }
        }
        if refused.count == waiting.count {
          let words = refused.map { "\($0.pack.name) is not published: \(StatutesConnection.words(for: $0.error))" }
          throw StartupError(words.joined(separator: "\n"))
        }
        waiting = refused.map(\.pack)
      }
    }
  }

  /// A name without case and spaces.
  private static func folded(_ name: String) -> String {
    name.lowercased().filter { !$0.isWhitespace }
  }

  private func publish(_ pack: PackFile, to connection: StatutesConnection) async throws {
    let drafted = try await connection.statutes.draftRegulation(
      .with {
        $0.requestID = UUID().uuidString
        $0.pack = pack.text
        $0.drafter = drafter
      },
      options: StatutesConnection.options()
    )
    do {
      let answer = try await connection.statutes.publishRegulation(
        .with {
          $0.requestID = UUID().uuidString
          $0.draft = drafted.draft.name
          $0.publisher = publisher
        },
        options: StatutesConnection.options()
      )
      PublishedLines.print(answer)
    } catch let error as RPCError where error.code == .permissionDenied {
      throw StartupError("\(pack.name) is not published: \(error.message) (it stays \(drafted.draft.name))")
    }
  }
}

/// Prints what was published.
enum PublishedLines {
  /// Prints a line for each version.
  static func print(_ answer: Mantel_Statutes_V1_PublishRegulationResponse) {
    for version in answer.published { Swift.print("published  \(version)") }
    for version in answer.unchanged { Swift.print("unchanged  \(version)") }
  }
}
