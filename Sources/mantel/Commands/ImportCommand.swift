import ArgumentParser
import Foundation
import GRPCCore
import GRPCNIOTransportHTTP2
import GRPCProtobuf
import Import
import RegistrationAPI
import ServiceCore
import ServiceRuntime
import Synchronization
import UnixSignals

/// `mantel import`: takes in a list that a municipality holds already.
struct ImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Take in a list of caregivers, such as that of a premium, through the gateway.",
    discussion: """
      Rows that cannot be registered, are known and say something else now, or are probably known, are told in the \
      report; the others are registered. A list that is sent again doubles nothing, however it is sorted. An import that was cut goes on \
      with the same command; nothing is lost or doubled. SIGINT and SIGTERM finish the rows under way; a second one \
      ends at once.
      """
  )

  @Argument(help: "The list: a CSV file with a header line.")
  var list: String?

  @Option(help: ArgumentHelp("Which column is what, in YAML; see --example-mapping.", valueName: "file"))
  var mapping: String?

  @OptionGroup var connection: GatewayOptions

  @Flag(help: "Only check the rows; nothing is registered.")
  var dryRun = false

  @Option(help: ArgumentHelp("The report; LIST.report.csv when left out.", valueName: "file"))
  var report: String?

  @Option(help: ArgumentHelp("Keeps how far the import came; LIST.resume when left out.", valueName: "file"))
  var resume: String?

  @Option(
    help: ArgumentHelp(
      """
      Rows of the list that are new and right, although the report calls them changed, likely repeats or IMPLAUSIBLE, \
      such as 12,40-45.
      """,
      valueName: "rows"
    )
  )
  var confirmRows: String?

  @Option(
    help: ArgumentHelp(
      "Language of the report, the summary, and what is said of the bytes of the list: nl or en.",
      valueName: "language"
    )
  )
  var language = ReportLanguage.dutch

  @Option(help: "How many rows are sent in one call, 1 to 2000.")
  var batch = 1_000

  @Flag(help: "Print a mapping to begin with, and do nothing else.")
  var exampleMapping = false

  @Flag(help: "Make a mapping from the header line of the list and some of its rows, and do nothing else.")
  var propose = false

  @Option(help: ArgumentHelp("Where the mapping of --propose goes; left out: it is printed.", valueName: "file"))
  var output: String?

  func run() async throws {
    if exampleMapping {
      print(MappingExample.text, terminator: "")
      return
    }
    if propose { return try writeProposal() }
    let options = try options()
    let key = try connection.key()
    let run = try ImportRun(options)
    if let row = run.resumesAfter {
      Self.tell("mantel: going on after row \(ProgressLine.grouped(row)), as kept in \(options.resume)")
    }
    let meter = ProgressMeter()
    let display = ProgressDisplay(meter)
    let counts = try await Self.send(run, options, key, meter, display)
    if counts.rows == 0 { print(ReportTexts.noRows(language)) }
    printSummary(counts, meter.progress, seconds: display.seconds, options)
  }

  private func writeProposal() throws {
    guard let list else { throw StartupError("Say for which list a mapping is made") }
    let text = try MappingProposal.text(list: list, language: language)
    guard let output else { return print(text, terminator: "") }
    do {
      // What someone wrote there is theirs.
      try Data(text.utf8).write(to: URL(filePath: output), options: .withoutOverwriting)
    } catch {
      throw StartupError("The mapping cannot be written, or is there already: \(output)")
    }
  }

  private func options() throws -> ImportOptions {
    guard let list else { throw StartupError("Say which list is taken in") }
    guard let mapping else { throw StartupError("Say with --mapping which column is what; see --example-mapping") }
    var options = ImportOptions(list: list, mapping: mapping, gateway: try connection.endpoint().description)
    options.isDryRun = dryRun
    options.batchSize = batch
    options.language = language
    if let confirmRows { options.confirmedRows = try Self.rows(confirmRows) }
    if let report { options.report = report }
    if let resume { options.resume = resume }
    return options
  }

  /// The row numbers of a text such as `12,40-45`.
  private static func rows(_ text: String) throws -> Set<Int> {
    var rows: Set<Int> = []
    for part in text.split(separator: ",") {
      let ends = part.split(separator: "-", omittingEmptySubsequences: false).map {
        Int($0.trimmingCharacters(in: .whitespaces))
      }
      guard let first = ends.first ?? nil, let last = ends.last ?? nil, ends.count <= 2, first >= 1, last >= first,
        last - first < 100_000
      else { throw StartupError("--confirm-rows takes numbers of rows, such as 12,40-45") }
      rows.formUnion(first...last)
    }
    return rows
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
      let counts = Mutex<ImportCounts?>(nil)
      do {
        try await withGRPCClient(
          transport: .http2NIOPosix(
            target: .dns(host: endpoint.host, port: endpoint.port),
            transportSecurity: .plaintext
          )
        ) { client in
          let service = Mantel_Registration_V1_ImportService.Client(wrapping: client)
          let answered = try await run.run(GRPCBatchSender(client: service, key: key), stop: stop, meter: meter)
          counts.withLock { $0 = answered }
        }
      } catch let error as RuntimeError where error.code == .clientIsStopped {
        // A list of which no row is sent is done before the client has begun.
      }
      guard let counts = counts.withLock({ $0 }) else { throw StartupError("The gateway cannot be called") }
      return counts
    }
  }

  private func printSummary(
    _ counts: ImportCounts,
    _ progress: ImportProgress,
    seconds: Double,
    _ options: ImportOptions
  ) {
    let lines: [(ReportTexts.Figure, String)] = [
      (.rows, ProgressLine.grouped(counts.rows)),
      (options.isDryRun ? .acceptable : .registered, ProgressLine.grouped(counts.accepted)),
      (.changed, ProgressLine.grouped(counts.changed)),
      (.likelyRepeats, ProgressLine.grouped(counts.likelyRepeats)),
      (.rejected, ProgressLine.grouped(counts.rejected)),
      (.seconds, String(format: "%.1f", seconds)),
      (.rate, ProgressLine.grouped(ProgressLine.rate(progress, seconds: seconds))),
      (.report, options.report),
    ]
    for (figure, value) in lines {
      print(ReportTexts.name(figure, language).padding(toLength: 16, withPad: " ", startingAt: 0) + value)
    }
    if counts.changed + counts.likelyRepeats + counts.asked > 0 { print(ReportTexts.advice(language)) }
  }

  private static func tell(_ line: String) {
    try? FileHandle.standardError.write(contentsOf: Data("\(line)\n".utf8))
  }
}

extension ReportLanguage: ExpressibleByArgument {}
