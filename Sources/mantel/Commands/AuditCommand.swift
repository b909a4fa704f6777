import ArgumentParser
import CareTypes
import Foundation
import Gateway
import ServiceCore
import ServiceRuntime

/// `mantel audit`: who asked about a number, for the data protection officer (functionaris voor gegevensbescherming).
struct AuditCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Tell which clients asked about a national or local number, when, and what they were answered.",
    discussion: """
      The number is read from standard input, so that it stands in no list of processes and no history. Runs where the \
      database and the key file of the gateway are, whether or not it serves (data.directory, gateway.key-file). Each \
      line: time, client, method, what the call was about, row of the list, what was answered about the number, status \
      of the call; with tabs between.
      """
  )

  @OptionGroup var options: SettingsOptions

  func run() async throws {
    let settings = try await options.settings()
    let file = "\(try settings.dataDirectory())/gateway.sqlite"
    guard FileManager.default.fileExists(atPath: file) else {
      throw StartupError("There is no database of the gateway: \(file)")
    }
    guard let hash = NumberHash(keys: try settings.keys(.gateway))(readLine() ?? "") else {
      throw StartupError("Standard input holds no national number of eleven digits, nor a local one of ten")
    }
    let store = try GatewayStore(.file(file), clock: .system)
    for asked in try await store.asked(about: hash) {
      let cells = [
        Self.text(asked.time), asked.entry.client, asked.entry.method, asked.entry.resource,
        asked.row == 0 ? "" : "\(asked.row)", asked.answer, asked.entry.outcome,
      ]
      print(cells.joined(separator: "\t"))
    }
  }

  private static func text(_ time: Instant) -> String {
    Date(timeIntervalSince1970: Double(time.microseconds) / 1_000_000).ISO8601Format()
  }
}
