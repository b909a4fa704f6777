import Assembly
import ArgumentParser
import CareTypes
import Foundation
import Gateway
import GatewayDomain
import ServiceCore
import ServiceRuntime

/// `mantel audit`: which clients asked about a number or saw a record, for the data protection officer (functionaris voor
/// gegevensbescherming).
struct AuditCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract:
      "Show which clients asked about a national or local number, or saw a record, when, and what they were answered.",
    discussion: """
      The number is read from standard input, so that it stands in no list of processes and no history. Runs where the \
      database and the key file of the gateway are, whether or not it serves (data.directory, gateway.key-file). Each \
      line: time, client, method, what the call was about, row of the list, what was answered about the number, status \
      of the call; with tabs between. With --record no number is read, and each line has the time, the client, the \
      method, what the call was about, and the status of a call that was about the record or showed it.
      """
  )

  @Option(help: "Name of a record, such as persons/ and its id: show which clients saw it.")
  var record: String?

  @OptionGroup var options: SettingsOptions

  func run() async throws {
    let settings = try await options.settings()
    let file = "\(try settings.dataDirectory())/gateway.sqlite"
    guard FileManager.default.fileExists(atPath: file) else {
      throw StartupError("There is no database of the gateway: \(file)")
    }
    let store = try GatewayStore(.file(file), clock: .system)
    if let record { return try await show(record, in: store) }
    guard let hash = NumberHash(keys: try settings.keys(.gateway))(readLine() ?? "") else {
      throw StartupError("Standard input holds no national number of eleven digits, nor a local one of ten")
    }
    for asked in try await store.asked(about: hash) {
      let cells = [
        Self.text(asked.time), asked.entry.client, asked.entry.method, asked.entry.resource,
        asked.row == 0 ? "" : "\(asked.row)", asked.answer, asked.entry.outcome,
      ]
      print(cells.joined(separator: "\t"))
    }
  }

  private func show(_ record: String, in store: GatewayStore) async throws {
    for found in try await store.auditTrail(of: record) {
      let cells = [
        Self.text(found.time), found.entry.client, found.entry.method, found.entry.resource, found.entry.outcome,
      ]
      print(cells.joined(separator: "\t"))
    }
  }

  private static func text(_ time: Instant) -> String {
    Date(timeIntervalSince1970: Double(time.microseconds) / 1_000_000).ISO8601Format()
  }
}
