import ArgumentParser
import CareTypes
import Foundation
import ServiceCore
import ServiceRuntime

/// Measures how fast Mantel is, each thing against a limit that is measured in the same run on the same disk.
@main
struct Bench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mantel-bench",
    abstract: "Measures how fast Mantel is, against what the machine and its disk could do at most."
  )

  @Flag(help: "Fewer and shorter measurements, in about a minute: rough figures.")
  var quick = false

  @Flag(help: "Up to two million care situations; takes some hours.")
  var large = false

  @Option(
    help: ArgumentHelp("Measure only these parts; left out: all.", valueName: "part"),
    completion: .list(Part.allCases.map(\.rawValue))
  )
  var only: [Part] = []

  @Option(
    help: ArgumentHelp(
      """
      Only write a list of so many rows for `mantel import` into the folder, and the same list sorted otherwise with one \
      cell mended in a hundredth of its rows.
      """,
      valueName: "rows"
    )
  )
  var list: Int?

  @Option(help: "A folder on the disk that is measured; left out: the system's folder for temporary files.")
  var folder: String?

  @Option(help: ArgumentHelp("Append the results to a file, a line of JSON for each run.", valueName: "file"))
  var ledger: String?

  @Option(help: ArgumentHelp("The version of the sources, which the results name.", valueName: "name"))
  var sourceVersion = ""

  /// A part of the benchmark.
  enum Part: String, CaseIterable, ExpressibleByArgument {
    /// The stores of Registration.
    case registration
    /// Rights and Statutes.
    case decisions
    /// Calls through the gateway.
    case gateway
    /// Lists through the gateway.
    case imports
    /// Who is registered twice.
    case likeness
  }

  func run() async throws {
    let parent = folder.map { URL(filePath: $0, directoryHint: .isDirectory) } ?? FileManager.default.temporaryDirectory
    if let list { return try RepeatedList(count: max(1, list)).write(to: parent) }
    let effort = quick ? Effort.quick : large ? .large : .full
    let folder = parent.appending(path: "mantel-bench-\(OpaqueID.random())", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    print("Measuring in \(parent.path(percentEncoded: false)), median of \(effort.runs); nothing else should run.")

    let report = try await measure(Site(folder: folder), effort)
    print(Table.text(report.measurements))
    for (name, count) in report.counts.sorted(by: { $0.key < $1.key }) {
      print("\(name): \(String(format: "%.1f", count))")
    }
    if let ledger { try report.append(to: URL(filePath: ledger)) }
  }

  private func measure(_ site: Site, _ effort: Effort) async throws -> Report {
    let parts = only.isEmpty ? Part.allCases : only
    var measurements: [Measurement] = []
    var counts: [String: Double] = [:]
    if parts.contains(.registration) {
      measurements += try await measureRegistration(site, effort, &counts)
    }
    if parts.contains(.decisions) {
      let registry = try site.newRegistry()
      let ids = try await registry.register(0..<effort.servedSituations, of: site.people, for: site.viewer)
      let result = try await DecisionMeasurement(site: site, effort: effort, registry: registry, ids: ids).measure()
      measurements += result.measurements
      measurements.append(try await LawMeasurement(site: site, effort: effort).measure())
      counts["decisions on a care situation"] = result.perSituation
      counts["bytes in rights.sqlite for a care situation"] = Double(result.bytesPerSituation)
    }
    if parts.contains(.gateway) {
      let result = try await GatewayMeasurement(site: site, effort: effort, executable: Self.mantel()).measure()
      measurements += result.measurements
      counts["MB of memory that all five services took at most"] = result.memory
      counts.merge(try await CallWork(site: site).measure()) { first, _ in first }
    }
    if parts.contains(.imports) {
      measurements.append(
        try await ListMeasurement(site: site, effort: effort, executable: Self.mantel()).measure()
      )
    }
    if parts.contains(.likeness) {
      let likeness = LikenessMeasurement(people: effort.likePeople, pairs: effort.likePairs)
      let outcome = try await likeness.measure(in: site.newRegistry(), on: site.clock.today())
      print(outcome.text(people: effort.likePeople))
      counts["of 1,000 who are registered twice, found"] = Double(outcome.found * 1_000 / max(1, outcome.planted))
    }
    return Report(
      time: Int(Date.now.timeIntervalSince1970),
      version: sourceVersion,
      processors: ProcessInfo.processInfo.activeProcessorCount,
      effort: quick ? "quick" : large ? "large" : "full",
      measurements: measurements,
      counts: counts
    )
  }

  /// Measures the stores of Registration at each size of the registry, which grows from one to the next.
  private func measureRegistration(
    _ site: Site,
    _ effort: Effort,
    _ counts: inout [String: Double]
  ) async throws -> [Measurement] {
    let (registry, empty) = (try site.newRegistry(), site.newDatabase())
    try await registry.copy(to: empty)
    var measurements: [Measurement] = []
    var ids: [OpaqueID] = []
    var next = 0
    for size in effort.sizes {
      if next < size {
        let new = try await registry.register(next..<size, of: site.people, for: site.viewer)
        if next == 0 { ids = new }
        next = size
      }
      if size == effort.sizes.first {
        try await registry.database.emptyLog()
        let stored = try StoredSize(of: registry.path, beside: empty, situations: size)
        counts["rows in registration.sqlite for a care situation"] = stored.rows
        counts["index entries in registration.sqlite for a care situation"] = stored.indexEntries
        counts["bytes in registration.sqlite for a care situation"] = stored.bytes
      }
      measurements += try await RegistrationMeasurement(site: site, effort: effort, registry: registry)
        .measure(from: &next, situations: size)
      measurements += try await ReadMeasurement(site: site, effort: effort, registry: registry, ids: ids)
        .measure(situations: size)
    }
    return measurements
  }

  /// The command `mantel`, which is built beside this one.
  ///
  /// - Throws: `StartupError` if it is not there.
  private static func mantel() throws -> String {
    let path = Bundle.main.executableURL?.deletingLastPathComponent().appending(path: "mantel").path ?? ""
    guard FileManager.default.isExecutableFile(atPath: path) else {
      throw StartupError("The command mantel is not beside mantel-bench; build both, as `make bench` does")
    }
    return path
  }
}
