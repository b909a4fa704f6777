import ArgumentParser
import Foundation
import ServiceRuntime
import StatutesAPI
import SwiftProtobuf

/// `mantel statutes draft`: keeps a pack for someone else to publish.
struct DraftPack: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "draft",
    abstract: "Keep a regulation pack as a draft, which someone else may approve."
  )

  @Argument(help: "A YAML file.")
  var file: String

  @Option(help: ArgumentHelp("Who drafts, as their authority knows them.", valueName: "name"))
  var drafter: String

  @OptionGroup var language: LanguageOptions
  @OptionGroup var options: SettingsOptions

  func run() async throws {
    let packs = try PackFile.read([file])
    try await StatutesConnection.open(try await options.settings()) { connection in
      for pack in packs {
        let answer = try await connection.statutes.draftRegulation(
          .with {
            $0.requestID = UUID().uuidString
            $0.pack = pack.text
            $0.drafter = drafter
          },
          options: StatutesConnection.options()
        )
        ChangeLines(language).print(answer.changes)
        print("drafted  \(answer.draft.name)")
      }
    }
  }
}

/// `mantel statutes approve`: publishes a draft.
struct ApproveDraft: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "approve",
    abstract: "Publish a draft of someone else."
  )

  @Argument(help: "regulationDrafts/ID.")
  var draft: String

  @Option(help: ArgumentHelp("Who publishes: someone else than the drafter.", valueName: "name"))
  var publisher: String

  @OptionGroup var options: SettingsOptions

  func run() async throws {
    try await StatutesConnection.open(try await options.settings()) { connection in
      let answer = try await connection.statutes.publishRegulation(
        .with {
          $0.requestID = UUID().uuidString
          $0.draft = draft
          $0.publisher = publisher
        },
        options: StatutesConnection.options()
      )
      PublishedLines.print(answer)
    }
  }
}

/// `mantel statutes drop`: drops a draft.
struct DropDraft: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "drop",
    abstract: "Drop a draft: it can no longer be published."
  )

  @Argument(help: "regulationDrafts/ID.")
  var draft: String

  @Option(help: ArgumentHelp("Who drops it, as their authority knows them.", valueName: "name"))
  var by: String

  @Option(help: ArgumentHelp("Why.", valueName: "text"))
  var reason: String

  @OptionGroup var options: SettingsOptions

  func run() async throws {
    try await StatutesConnection.open(try await options.settings()) { connection in
      let answer = try await connection.statutes.dropRegulation(
        .with {
          $0.requestID = UUID().uuidString
          $0.draft = draft
          $0.dropper = by
          $0.reason = reason
        },
        options: StatutesConnection.options()
      )
      print("dropped  \(answer.draft.name)")
    }
  }
}

/// `mantel statutes drafts`: lists the drafts that are open.
struct ListDrafts: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "drafts",
    abstract: "List the drafts that wait to be published, oldest first."
  )

  @OptionGroup var options: SettingsOptions

  func run() async throws {
    try await StatutesConnection.open(try await options.settings()) { connection in
      var table = TextTable(["draft", "authority", "drafter", "since"])
      var token = ""
      repeat {
        let page = try await connection.statutes.listDrafts(
          .with {
            $0.pageSize = 200
            $0.pageToken = token
          },
          options: StatutesConnection.options()
        )
        for draft in page.drafts {
          let time = Date(timeIntervalSince1970: Double(draft.draftTime.seconds)).formatted(.iso8601)
          table.add([draft.name, draft.authority, draft.drafter, time])
        }
        token = page.nextPageToken
      } while !token.isEmpty
      print(table.isEmpty ? "No draft waits." : table.text)
    }
  }
}
