import CareTypes
import Foundation
import GRPCCore
import GRPCNIOTransportHTTP2
import LocalInstallation
import ServiceCore
import ServiceRuntime

/// A demo from its beginning to its end.
package enum DemoRun {
  /// Prepares a folder, starts the processes, tells the story, and keeps serving until it is interrupted.
  ///
  /// - Parameters:
  ///   - executable: The command `mantel`.
  ///   - directory: Folder of the demo; its content is deleted first.
  ///   - apart: Whether the five services run as five processes.
  ///   - count: How many care situations are made up.
  ///   - gatewayPort: Port of the gateway; nil for a free port.
  ///   - exitAfterStory: Whether to end after the story.
  /// - Returns: Whether every step came out right and every process stopped as it should.
  /// - Throws: When the demo cannot be prepared or started.
  package static func run(
    executable: String,
    directory: String,
    apart: Bool,
    count: Int,
    gatewayPort: Int?,
    exitAfterStory: Bool
  ) async throws -> Bool {
    let workspace = try Workspace.prepare(directory, clients: DemoClients.all, gatewayPort: gatewayPort)
    say("The demo's databases, keys and logs are in \(workspace.directory.path)")
    let processes = try ServeProcesses(executable: executable, workspace: workspace, apart: apart)
    var isRight = false
    do {
      try await processes.waitUntilServing()
      isRight = try await tell(workspace, executable: executable, count: count, apart: apart)
      if !exitAfterStory {
        say("\nServing on 127.0.0.1:\(workspace.gatewayPort) until Ctrl-C; client keys are in client-keys.json there.")
        await waitForInterrupt()
      }
    } catch {
      _ = await processes.stop()
      throw error
    }
    let stopped = await processes.stop()
    if !stopped { say("A process did not stop as it should; see the logs.") }
    return isRight && stopped
  }

  private static func tell(
    _ workspace: Workspace,
    executable: String,
    count: Int,
    apart: Bool
  ) async throws -> Bool {
    let today = try RegistryClock.system.today()
    let population = try SyntheticMeetjesland(count: count, on: today)
    func transport(_ port: Int) throws -> HTTP2ClientTransport.Posix {
      try .http2NIOPosix(target: .ipv4(address: "127.0.0.1", port: port), transportSecurity: .plaintext)
    }
    return try await withGRPCClient(transport: transport(workspace.gatewayPort)) { gateway in
      try await withGRPCClient(transport: transport(workspace.statutesPort)) { statutes in
        let caller = Caller(gateway: gateway, statutes: statutes, clients: workspace.clients)
        var story = Story(
          caller: caller,
          population: population,
          today: today,
          importing: ImportProcess(executable: executable, workspace: workspace)
        )
        say("\nThe story of Mantel, told to \(apart ? "five processes" : "one process") over TCP")
        return await story.tell()
      }
    }
  }

  private static func waitForInterrupt() async {
    signal(SIGINT, SIG_IGN)
    signal(SIGTERM, SIG_IGN)
    let (interrupts, continuation) = AsyncStream.makeStream(of: Void.self)
    let sources = [SIGINT, SIGTERM].map { number in
      let source = DispatchSource.makeSignalSource(signal: number)
      source.setEventHandler { continuation.yield() }
      source.resume()
      return source
    }
    for await _ in interrupts { break }
    for source in sources { source.cancel() }
  }
}
