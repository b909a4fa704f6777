import Foundation
import ServiceRuntime
import TestSupport
import Testing

@Suite("Starting and stopping", .serialized)
struct StartAndStopTests {
  /// A folder with keys and settings with which `serve` starts, every port a free one.
  struct Installation {
    let folder: TemporaryFolder

    init() throws {
      folder = try TemporaryFolder()
      for name in ["registration", "moments"] {
        let made = FileManager.default.createFile(
          atPath: folder.path("\(name).key"),
          contents: Data(KeyFile.newText().utf8),
          attributes: [.posixPermissions: 0o600]
        )
        try #require(made)
      }
      try Data("clients: []\n".utf8).write(to: folder.url.appending(path: "clients.yaml"))
      let settings = """
        data: {directory: data}
        metrics: {listen: ""}
        registration: {listen: "127.0.0.1:0", key-file: registration.key}
        moments: {listen: "127.0.0.1:0", key-file: moments.key}
        gateway: {listen: "127.0.0.1:0", clients-file: clients.yaml}
        """
      try Data(settings.utf8).write(to: folder.url.appending(path: "mantel.yaml"))
    }

    func serve(_ service: String, _ arguments: [String] = [], environment: [String: String] = [:]) throws
      -> MantelProcess
    {
      try MantelProcess(["serve", service, "--config", "mantel.yaml"] + arguments, in: folder, environment: environment)
    }

    /// Waits until a line of the log says that it started.
    func waitForStart(of process: MantelProcess) async throws {
      let deadline = ContinuousClock.now + .seconds(20)
      while !process.errorText.contains("Starting"), process.isRunning, ContinuousClock.now < deadline {
        try await Task.sleep(for: .milliseconds(20))
      }
      try #require(process.isRunning, "\(process.errorText)")
    }
  }

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

/// A TCP port that this process listens on.
private final class TakenPort {
  let port: UInt16
  private let descriptor: Int32

  init() throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        bind(descriptor, pointer, length) == 0 && listen(descriptor, 1) == 0
          && getsockname(descriptor, pointer, &length) == 0
      }
    }
    try #require(bound)
    port = UInt16(bigEndian: address.sin_port)
  }

  deinit {
    close(descriptor)
  }
}
