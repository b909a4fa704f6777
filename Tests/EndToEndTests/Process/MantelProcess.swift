import Foundation
import Synchronization

/// The built command, run as an operator would run it.
final class MantelProcess: Sendable {
  private let process: Process
  private let standardError: URL
  private let standardOutput: URL

  /// The command that was built beside the tests.
  static var executable: URL {
    Bundle.main.executableURL?.deletingLastPathComponent().appending(path: "mantel") ?? URL(filePath: "mantel")
  }

  /// Starts the command.
  ///
  /// - Parameters:
  ///   - arguments: Its arguments.
  ///   - directory: Where its output is kept, and its working directory.
  ///   - environment: Beyond the tests' own.
  ///   - input: What it reads from standard input; nil for that of the tests.
  ///   - executable: Another program, when it is not the command.
  init(
    _ arguments: [String],
    in directory: TemporaryFolder,
    environment: [String: String] = [:],
    input: String? = nil,
    executable: URL = MantelProcess.executable
  ) throws {
    let name = UUID().uuidString
    standardError = directory.url.appending(path: "\(name).stderr")
    standardOutput = directory.url.appending(path: "\(name).stdout")
    process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = directory.url
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    for (url, set) in [
      (standardError, { [process] in process.standardError = $0 }),
      (standardOutput, { [process] in process.standardOutput = $0 }),
    ] as [(URL, (FileHandle) -> Void)] {
      _ = FileManager.default.createFile(atPath: url.path, contents: nil)
      set(try FileHandle(forWritingTo: url))
    }
    if let input {
      let file = directory.url.appending(path: "\(name).stdin")
      try Data(input.utf8).write(to: file)
      process.standardInput = try FileHandle(forReadingFrom: file)
    }
    try process.run()
  }

  /// Its process id.
  var id: Int32 { process.processIdentifier }

  /// Whether it still runs.
  var isRunning: Bool { process.isRunning }

  /// What it wrote to standard error so far.
  var errorText: String { (try? String(contentsOf: standardError, encoding: .utf8)) ?? "" }

  /// What it wrote to standard output so far.
  var outputText: String { (try? String(contentsOf: standardOutput, encoding: .utf8)) ?? "" }

  /// Asks it to stop, as an orchestrator does.
  func terminate() { kill(id, SIGTERM) }

  /// Ends it at whatever instruction it is.
  func killAtOnce() { kill(id, SIGKILL) }

  /// Waits until it ends.
  ///
  /// - Returns: Its exit status; nothing when it takes longer than the limit, and is then killed.
  func exitStatus(within limit: Duration) async -> Int32? {
    let deadline = ContinuousClock.now + limit
    while process.isRunning {
      guard ContinuousClock.now < deadline else {
        killAtOnce()
        return nil
      }
      try? await Task.sleep(for: .milliseconds(20))
    }
    return process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
  }
}

/// A folder that is gone with the test.
final class TemporaryFolder: Sendable {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "mantel-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: url)
  }

  /// The path of a file in it.
  func path(_ name: String) -> String { url.appending(path: name).path }
}
