import ArgumentParser
import Demo
import Foundation
import ServiceCore
import ServiceRuntime

/// `mantel demo`: a synthetic Meetjesland and the story of Mantel.
struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Serve a synthetic Meetjesland and tell the story of Mantel, step by step."
  )

  @Option(help: "Folder for databases, keys and logs; what stands there is thrown away.")
  var directory = "demo-data"

  @Option(help: "How many care situations to make up.")
  var count = 2_000

  @Option(help: "Port of the gateway; 0 takes a free one.")
  var gatewayPort = 7300

  @Flag(help: "Run the five services as five processes over loopback TCP.")
  var apart = false

  @Flag(help: "End after the story, with a failure if any step came out wrong.")
  var exit = false

  func run() async throws {
    let succeeded = try await DemoRun.run(
      executable: try Self.executable(),
      directory: directory,
      apart: apart,
      count: count,
      gatewayPort: gatewayPort == 0 ? nil : gatewayPort,
      exitAfterStory: exit
    )
    if !succeeded { throw ExitCode.failure }
  }

  private static func executable() throws -> String {
    guard let path = Bundle.main.executablePath else { throw StartupError("The own executable cannot be found") }
    return path
  }
}
