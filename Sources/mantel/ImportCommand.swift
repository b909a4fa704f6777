import ArgumentParser
import Foundation
import GRPCCore
import GRPCNIOTransportHTTP2
import GRPCProtobuf
import Import
import RegistrationAPI
import ServiceRuntime
import UnixSignals

/// `mantel import`: takes in a list that a municipality holds already.
struct ImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Take in a list of caregivers, such as that of a premium, through the gateway.",
    discussion: """
      Rows that cannot be registered are told in the report, the others are registered. An import that was cut goes on \
      with the same command; nothing is lost or doubled. SIGINT and SIGTERM finish the rows under way; a second one \
      ends at once.
      """
  )

  @Argument(help: "The list: a CSV file with a header line.")
  var list: String?

  @Option(help: ArgumentHelp("Which column is what, in YAML; see --example-mapping.", valueName: "file"))
  var mapping: String?

  @Option(help: ArgumentHelp("Where the gateway listens.", valueName: "host:port"))
  var gateway: String?

  @Option(help: ArgumentHelp("A file with the key of the API client; else MANTEL_API_KEY.", valueName: "file"))
  var keyFile: String?

  @Flag(help: "Only check the rows; nothing is registered.")
  var dryRun = false

  @Option(help: ArgumentHelp("The report; LIST.report.csv when left out.", valueName: "file"))
  var report: String?

  @Option(help: ArgumentHelp("Keeps how far the import came; LIST.resume when left out.", valueName: "file"))
  var resume: String?

  @Option(help: "How many rows are sent in one call, 1 to 2000.")
  var batch = 1_000

  @Flag(help: "Print a mapping to begin with, and do nothing else.")
  var exampleMapping = false

  func run() async throws {
    if exampleMapping {
      print(MappingExample.text, terminator: "")
      return
    }
    let options = try options()
    let key = try key()
    let run = try ImportRun(options)
    if let row = run.resumesAfter {
      Self.tell("mantel: going on after row \(ProgressLine.grouped(row)), as kept in \(options.resume)")
    }
    let meter = ProgressMeter()
    let display = ProgressDisplay(meter)
    let counts = try await Self.send(run, options, key, meter, display)
    printSummary(counts, meter.reading, seconds: display.seconds, options)
  }

  private func options() throws -> ImportOptions {
    guard let list else { throw StartupError("Say which list is taken in") }
    guard let mapping else { throw StartupError("Say with --mapping which column is what; see --example-mapping") }
    guard let gateway, let endpoint = Endpoint(gateway) else {
      throw StartupError("Say with --gateway HOST:PORT where the gateway listens")
    }
    var options = ImportOptions(list: list, mapping: mapping, gateway: endpoint.description)
    options.isDryRun = dryRun
    options.batchSize = batch
    if let report { options.report = report }
    if let resume { options.resume = resume }
    return options
  }

  private func key() throws -> String {
    let text: String
    if let keyFile {
      guard let data = FileManager.default.contents(atPath: keyFile) else {
        throw StartupError("The key file cannot be read: \(keyFile)")
      }
      text = String(decoding: data, as: UTF8.self)
    } else if let key = ProcessInfo.processInfo.environment["MANTEL_API_KEY"] {
      text = key
    } else {
      throw StartupError("Say with --key-file or MANTEL_API_KEY which key the gateway is to see")
    }
    let key = text.trimmingCharacters(in: .whitespacesAndNewlines)
    // Anything else cannot stand in a header.
    guard !key.isEmpty, key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw StartupError("The key of the API client is empty, or holds more than one line of letters and digits")
    }
    return key
  }

  private static func send(
    _ run: ImportRun,
    _ options: ImportOptions,
    _ key: String,
    _ meter: ProgressMeter,
    _ display: ProgressDisplay
  ) async throws -> ImportCounts {
    guard let endpoint = Endpoint(options.gateway) else { throw StartupError("The gateway is not HOST:PORT") }
    let stop = StopFlag()
    let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
    return try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.addTask {
        for await _ in signals {
          // What was noted stands on the disk: leaving at once loses nothing.
          if stop.isSet { Foundation.exit(EXIT_FAILURE) }
          stop.set()
          tell("\nmantel: finishing the rows under way")
        }
      }
      tasks.addTask { await display.run() }
      defer { tasks.cancelAll() }
      let counts = try await withGRPCClient(
        transport: .http2NIOPosix(
          target: .dns(host: endpoint.host, port: endpoint.port),
          transportSecurity: .plaintext
        )
      ) { client in
        let service = Mantel_Registration_V1_ImportService.Client(wrapping: client)
        return try await run.run(GRPCBatchSender(client: service, key: key), stop: stop, meter: meter)
      }
      return counts
    }
  }

  private func printSummary(
    _ counts: ImportCounts,
    _ reading: ProgressMeter.Reading,
    seconds: Double,
    _ options: ImportOptions
  ) {
    let lines = [
      ("rows", ProgressLine.grouped(counts.rows)),
      (options.isDryRun ? "acceptable" : "registered", ProgressLine.grouped(counts.accepted)),
      ("rejected", ProgressLine.grouped(counts.rejected)),
      ("seconds", String(format: "%.1f", seconds)),
      ("rows/s", ProgressLine.grouped(ProgressLine.rate(reading, seconds: seconds))),
      ("report", options.report),
    ]
    for (name, value) in lines { print(name.padding(toLength: 12, withPad: " ", startingAt: 0) + value) }
  }

  private static func tell(_ line: String) {
    try? FileHandle.standardError.write(contentsOf: Data("\(line)\n".utf8))
  }
}
