import Foundation
import GatewayDomain
import LocalInstallation
import ServiceCore

/// A list that is imported with `mantel import` through the gateway, with all five services in a process of their own.
struct ListMeasurement {
  let site: Site
  let effort: Effort
  /// The path of the command `mantel`.
  let executable: String

  func measure() async throws -> Measurement {
    var runs: [Pace] = []
    for run in 0..<effort.runs {
      let folder = site.folder.appending(path: "import-\(run)", directoryHint: .isDirectory)
      let workspace = try Workspace.prepare(
        folder.path(percentEncoded: false),
        clients: RunningMantel.clients,
        logLevel: "info"
      )
      try RepeatedList(count: effort.servedSituations).write(to: folder)
      runs.append(
        try await RunningMantel.start(executable: executable, in: workspace) { mantel in
          let watch = Stopwatch(.process(mantel.process))
          try await importList(in: workspace)
          try await mantel.waitForDecisions(clock: site.clock)
          return watch.pace(of: effort.servedSituations)
        }
      )
    }
    return Measurement(name: "rows of a list imported and decided on", pace: .median(of: runs), isShared: true)
  }

  private func importList(in workspace: Workspace) async throws {
    func path(_ name: String) -> String { workspace.directory.appending(path: name).path(percentEncoded: false) }
    let process = Process()
    process.executableURL = URL(filePath: executable)
    process.arguments = [
      "import", path("list.csv"), "--mapping", path("mapping.yaml"),
      "--gateway", "127.0.0.1:\(workspace.gatewayPort)",
      "--key-file",
      try workspace.write("key", Data("\(workspace.clients["municipality"]?.key.text ?? "")\n".utf8)),
    ]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    try process.run()
    while process.isRunning { try await Task.sleep(for: .milliseconds(20)) }
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw StartupError("The import failed") }
  }
}
