import Foundation
import LocalInstallation
import ServiceCore

/// A list that is imported with `mantel import` through the gateway, with all five services in a process of their own.
struct ListMeasurement {
  let site: Site
  let effort: Effort
  /// The path of the command `mantel`.
  let executable: String

  func measure() async throws -> Measurement {
    let list = try RepeatedList(count: effort.servedSituations)
    var runs: [Pace] = []
    for run in 0..<effort.runs {
      let folder = site.folder.appending(path: "import-\(run)", directoryHint: .isDirectory)
      let workspace = try Workspace.prepare(
        folder.path(percentEncoded: false),
        clients: RunningMantel.clients,
        logLevel: "info"
      )
      runs.append(
        try await RunningMantel.start(executable: executable, in: workspace) { mantel in
          let watch = Stopwatch(.process(mantel.process))
          _ = try await ImportProcess(executable: executable, workspace: workspace)
            .run(list.text, mapping: RepeatedList.mapping, for: "municipality", within: .seconds(3_600))
          try await mantel.waitForDecisions(clock: site.clock)
          return watch.pace(of: effort.servedSituations)
        }
      )
    }
    return Measurement(name: "rows of a list imported and decided on", pace: .median(of: runs), isShared: true)
  }
}
