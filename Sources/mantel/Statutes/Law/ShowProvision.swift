import ArgumentParser
import ServiceRuntime
import StatutesAPI
import SwiftProtobuf

/// `mantel statutes show`: a provision as a page.
struct ShowProvision: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show a provision as a page: who may have it, what it gives, how it is asked for, where it was read."
  )

  @Argument(help: "provisions/ID, or ID alone.")
  var name: String

  @Option(help: ArgumentHelp("The version; else the newest.", valueName: "n"))
  var version: Int?

  @OptionGroup var language: LanguageOptions
  @OptionGroup var options: SettingsOptions

  func run() async throws {
    let provision = name.hasPrefix("provisions/") ? name : "provisions/\(name)"
    let wanted = version.map { "\(provision)/versions/\($0)" } ?? provision
    try await StatutesConnection.open(try await options.settings()) { connection in
      let answer = try await connection.statutes.getProvision(
        .with { $0.name = wanted },
        options: StatutesConnection.options()
      )
      // All versions there are, whichever was asked for.
      let versions = try await connection.statutes.listVersions(
        .with {
          $0.name = answer.provision.name.split(separator: "/").prefix(2).joined(separator: "/")
          $0.pageSize = 200
        },
        options: StatutesConnection.options()
      )
      print(ProvisionPage(answer.provision, versions.versions, language).text)
    }
  }
}
