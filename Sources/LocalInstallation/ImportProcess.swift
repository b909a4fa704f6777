package import Foundation
import GatewayDomain
import ServiceCore
import ServiceRuntime

/// Runs `mantel import` as an operator would: the executable itself, as a process of its own.
package struct ImportProcess: Sendable {
  /// What the command wrote.
  package struct Answer: Sendable {
    /// The lines of the summary.
    package let summary: [String]
    /// The lines of the report, without its header.
    package let report: [String]

    /// What the command wrote, as lines of the summary and of the report without its header.
    package init(summary: [String], report: [String]) {
      self.summary = summary
      self.report = report
    }

    /// A figure of the summary; nil when it is missing.
    package func figure(_ name: String) -> Int? {
      let words = summary.map { $0.split(separator: " ") }.first { $0.first.map(String.init) == name }
      return words.flatMap { Int($0.dropFirst().joined().filter(\.isNumber)) }
    }

    /// The numbers of the rows in the report.
    package var rejected: Set<Int> { Set(report.compactMap { $0.split(separator: ";").first.flatMap { Int($0) } }) }
  }

  private let executable: String
  private let workspace: Workspace

  /// An import into Mantel as it runs in a workspace.
  ///
  /// - Parameters:
  ///   - executable: The path of the command `mantel`.
  ///   - workspace: The folder with the clients, and the files of the import.
  package init(executable: String, workspace: Workspace) {
    self.executable = executable
    self.workspace = workspace
  }

  /// Imports a list for a client.
  ///
  /// - Parameters:
  ///   - list: The list, as CSV.
  ///   - mapping: Which column is what, as YAML.
  ///   - client: The name of the client.
  ///   - dryRun: Whether the rows are only checked.
  ///   - confirmed: Rows that are right although they are hard to believe.
  ///   - limit: How long it may take.
  /// - Throws: `StartupError` if the command cannot be run, fails, or takes longer.
  package func run(
    _ list: Data,
    mapping: String,
    for client: String,
    dryRun: Bool = false,
    confirming confirmed: [Int] = [],
    within limit: Duration = .seconds(60)
  ) async throws -> Answer {
    let path = try workspace.write("\(client)-premie.csv", list)
    let report = "\(path).report.csv"
    let key = Data("\(workspace.clients[client]?.key.text ?? "")\n".utf8)
    let process = Process()
    process.executableURL = URL(filePath: executable)
    process.arguments = [
      "import", path, "--mapping", try workspace.write("\(client)-premie.yaml", Data(mapping.utf8)),
      "--gateway", "127.0.0.1:\(workspace.gatewayPort)", "--key-file", try workspace.write("\(client).key", key),
      "--report", report, "--language", "en",
    ]
    if dryRun { process.arguments?.append("--dry-run") }
    if !confirmed.isEmpty {
      process.arguments? += ["--confirm-rows", confirmed.map { "\($0)" }.joined(separator: ",")]
    }
    let output = try workspace.write("logs/import.out", Data())
    let errors = try workspace.write("logs/import.log", Data())
    process.standardOutput = try FileHandle(forWritingTo: URL(filePath: output))
    process.standardError = try FileHandle(forWritingTo: URL(filePath: errors))
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let deadline = ContinuousClock.now + limit
    while process.isRunning, ContinuousClock.now < deadline { try await Task.sleep(for: .milliseconds(20)) }
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
    guard process.terminationReason == .exit, process.terminationStatus == 0 else {
      throw StartupError("The import failed: \(try String(contentsOfFile: errors, encoding: .utf8))")
    }
    func lines(_ path: String) throws -> [String] {
      try String(contentsOfFile: path, encoding: .utf8).split(whereSeparator: \.isNewline).map(String.init)
    }
    return Answer(summary: try lines(output), report: Array(try lines(report).dropFirst()))
  }
}
