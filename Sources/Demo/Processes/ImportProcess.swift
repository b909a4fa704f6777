import Foundation
import GatewayDomain
import LocalInstallation
import ServiceCore
import ServiceRuntime

/// Runs `mantel import` as an operator would: the executable itself, as a process of its own.
struct ImportProcess: Sendable {
  /// What the command wrote.
  struct Answer: Sendable {
    /// The lines of the summary.
    let summary: [String]
    /// The lines of the report, without its header.
    let report: [String]

    /// A figure of the summary; nil when it is missing.
    func figure(_ name: String) -> Int? {
      let words = summary.map { $0.split(separator: " ") }.first { $0.first.map(String.init) == name }
      return words.flatMap { Int($0.dropFirst().joined().filter(\.isNumber)) }
    }

    /// The numbers of the rows in the report.
    var rejected: Set<Int> { Set(report.compactMap { $0.split(separator: ";").first.flatMap { Int($0) } }) }
  }

  let executable: String
  let workspace: Workspace

  /// Takes in a list for a client.
  ///
  /// - Parameter confirmed: Rows that are right although they are hard to believe.
  /// - Throws: `StartupError` when the command cannot be run, fails, or takes more than a minute.
  func run(
    _ list: PremiumList,
    for client: String,
    dryRun: Bool,
    confirming confirmed: [Int] = []
  ) async throws -> Answer {
    let path = try workspace.write("\(client)-premie.csv", list.data)
    let report = "\(path).report.csv"
    let key = Data("\(workspace.clients[client]?.key.text ?? "")\n".utf8)
    let process = Process()
    process.executableURL = URL(filePath: executable)
    process.arguments = [
      "import", path, "--mapping", try workspace.write("\(client)-premie.yaml", Data(list.mapping.utf8)),
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
    let deadline = ContinuousClock.now + .seconds(60)
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
