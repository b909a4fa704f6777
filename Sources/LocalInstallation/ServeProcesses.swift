import Foundation
import GRPCCore
import GRPCNIOTransportHTTP2
import HealthAPI
import ServiceCore
import ServiceRuntime
import SwiftProtobuf

/// The processes of Mantel on this machine: one that runs all services, or five.
package final class ServeProcesses {
  private let workspace: Workspace
  private var processes: [(name: String, process: Process)] = []

  /// Starts the processes.
  ///
  /// - Parameters:
  ///   - executable: The path of the command `mantel`.
  ///   - workspace: The folder that they run in.
  ///   - apart: Whether each service is a process of its own.
  /// - Throws: If one cannot be started.
  package init(executable: String, workspace: Workspace, apart: Bool = false) throws {
    self.workspace = workspace
    let names = apart ? ["registration", "statutes", "rights", "moments", "gateway"] : ["all"]
    for name in names {
      let process = Process()
      process.executableURL = URL(filePath: executable)
      process.arguments = ["serve", name, "--config", workspace.settings]
      if apart, name != "gateway" { process.arguments? += ["--set", "metrics.listen="] }
      let log = logFile(name)
      _ = FileManager.default.createFile(atPath: log, contents: nil, attributes: [.posixPermissions: 0o600])
      process.standardError = try FileHandle(forWritingTo: URL(filePath: log))
      process.standardInput = FileHandle.nullDevice
      try process.run()
      processes.append((name, process))
    }
  }

  /// The ids of the processes.
  package var identifiers: [Int32] { processes.map(\.process.processIdentifier) }

  /// Waits until the gateway and Statutes answer the health protocol.
  ///
  /// - Throws: `StartupError` with the last line of its log when a process ends, or none answers within half a minute.
  package func waitUntilServing() async throws {
    for port in [workspace.statutesPort, workspace.gatewayPort] {
      let deadline = ContinuousClock.now + .seconds(30)
      while try await !isServing(port) {
        for (name, process) in processes where !process.isRunning {
          throw StartupError("The process of \(name) ended: \(lastLine(name))")
        }
        guard ContinuousClock.now < deadline else { throw StartupError("Nothing answers on port \(port)") }
        try await Task.sleep(for: .milliseconds(100))
      }
    }
  }

  /// Asks every process to stop.
  ///
  /// - Returns: Whether each ended with exit status 0.
  package func stop() async -> Bool {
    for (_, process) in processes where process.isRunning { kill(process.processIdentifier, SIGTERM) }
    let deadline = ContinuousClock.now + .seconds(20)
    for (_, process) in processes {
      while process.isRunning, ContinuousClock.now < deadline { try? await Task.sleep(for: .milliseconds(20)) }
      if process.isRunning { kill(process.processIdentifier, SIGKILL) }
      process.waitUntilExit()
    }
    return processes.allSatisfy { $0.process.terminationReason == .exit && $0.process.terminationStatus == 0 }
  }

  private func isServing(_ port: Int) async throws -> Bool {
    do {
      return try await withGRPCClient(
        transport: .http2NIOPosix(target: .ipv4(address: "127.0.0.1", port: port), transportSecurity: .plaintext)
      ) { client in
        var options = CallOptions.defaults
        options.timeout = .seconds(2)
        let answer = try await Grpc_Health_V1_Health.Client(wrapping: client).check(.init(), options: options)
        return answer.status == .serving
      }
    } catch is RPCError {
      return false
    }
  }

  private func logFile(_ name: String) -> String {
    workspace.directory.appending(path: "logs/\(name).log").path
  }

  private func lastLine(_ name: String) -> String {
    let text = (try? String(contentsOfFile: logFile(name), encoding: .utf8)) ?? ""
    return text.split(separator: "\n").last.map(String.init) ?? "it wrote no log"
  }
}
