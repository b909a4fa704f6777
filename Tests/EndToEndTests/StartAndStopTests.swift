import Foundation
import ServiceRuntime
import TestSupport
import Testing

@Suite("Starting and stopping", .serialized)
struct StartAndStopTests {
  @Test("SIGTERM stops each way to run with exit status 0", arguments: ["all", "registration", "gateway"])
  func terminate(service: String) async throws {
    let installation = try Installation()
    let process = try installation.serve(service)
    try await installation.waitForStart(of: process)
    try await Task.sleep(for: .milliseconds(200))
    process.terminate()
    let status = await process.exitStatus(within: .seconds(20))
    #expect(status == 0, "\(process.errorText)")
  }

  @Test("A port in use, with its name, in one line")
  func portInUse() async throws {
    let installation = try Installation()
    let taken = try TakenPort()
    try await expectRefusal(installation, ["--set", "gateway.listen=127.0.0.1:\(taken.port)"], saying: "\(taken.port)")
  }

  @Test("A key file that others may read, that is malformed, or that is not there, in one line")
  func keyFile() async throws {
    let installation = try Installation()
    try await expectRefusal(installation, ["--set", "registration.key-file=nowhere.key"], saying: "nowhere.key")
    try Data("short".utf8).write(to: installation.folder.url.appending(path: "bad.key"))
    try await expectRefusal(installation, ["--set", "registration.key-file=bad.key"], saying: "bad.key")
  }

  @Test("A malformed or unknown setting, wherever it comes from, in one line")
  func malformedSetting() async throws {
    let installation = try Installation()
    try await expectRefusal(installation, ["--set", "gateway.listen=80x0"], saying: "gateway.listen")
    try await expectRefusal(installation, ["--set", "gateway.lisen=127.0.0.1:1"], saying: "gateway.lisen")
    try await expectRefusal(installation, ["--set", "log.level=loud"], saying: "log.level")
    try await expectRefusal(installation, environment: ["MANTEL_LOG_LEVEL": "loud"], saying: "log.level")
    try Data("gateway: {listen: [1]}\n".utf8).write(to: installation.folder.url.appending(path: "mantel.yaml"))
    try await expectRefusal(installation, saying: "mantel.yaml")
  }

  @Test("A file that is no database, in one line")
  func damagedDatabase() async throws {
    let installation = try Installation()
    let data = installation.folder.url.appending(path: "data")
    try FileManager.default.createDirectory(at: data, withIntermediateDirectories: true)
    try Data(repeating: 7, count: 8_192).write(to: data.appending(path: "registration.sqlite"))
    try await expectRefusal(installation, saying: "registration")
  }

  private func expectRefusal(
    _ installation: Installation,
    _ arguments: [String] = [],
    environment: [String: String] = [:],
    saying text: String
  ) async throws {
    let process = try installation.serve("all", arguments, environment: environment)
    let status = await process.exitStatus(within: .seconds(20))
    #expect(status == 1)
    let lines = process.errorText.split(separator: "\n").filter { $0.hasPrefix("mantel: ") }
    #expect(lines.count == 1, "\(process.errorText)")
    #expect(lines.first?.contains(text) == true, "\(process.errorText)")
  }
}
