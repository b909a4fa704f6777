import Foundation
import GRPCCore
import GRPCNIOTransportHTTP2
import Import
import Testing

/// The built command against a service on a port, as an operator would run it.
@Suite(.serialized) struct CommandTests {
  /// Serves a fake on a free port for the length of a body, which is given `HOST:PORT`.
  private func serving<Value: Sendable>(
    _ service: ImportServiceFake,
    _ body: @Sendable @escaping (String) async throws -> Value
  ) async throws -> Value {
    let server = GRPCServer(
      transport: .http2NIOPosix(address: .ipv4(host: "127.0.0.1", port: 0), transportSecurity: .plaintext),
      services: [service]
    )
    return try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await server.serve() }
      let port = try #require(try await server.listeningAddress?.ipv4?.port)
      defer {
        server.beginGracefulShutdown()
        group.cancelAll()
      }
      return try await body("127.0.0.1:\(port)")
    }
  }

  private func start(_ folder: TemporaryFolder, _ gateway: String, _ more: [String] = []) throws -> Process {
    let process = Process()
    process.executableURL = Bundle.main.executableURL?.deletingLastPathComponent().appending(path: "mantel")
    process.arguments =
      ["import", "list.csv", "--mapping", "mapping.yaml", "--gateway", gateway, "--batch", "50"] + more
    process.environment = ProcessInfo.processInfo.environment.merging(["MANTEL_API_KEY": " the-key\n"]) { $1 }
    process.currentDirectoryURL = folder.folder
    for (name, isError) in [("out", false), ("err", true)] {
      try folder.write(name, "")
      let handle = try FileHandle(forWritingTo: folder.folder.appending(path: name))
      if isError { process.standardError = handle } else { process.standardOutput = handle }
    }
    try process.run()
    return process
  }

  /// Its exit status; nil if it does not end in time.
  private func status(_ process: Process) async throws -> Int32? {
    let end = ContinuousClock.now + .seconds(30)
    while process.isRunning {
      guard ContinuousClock.now < end else {
        kill(process.processIdentifier, SIGKILL)
        return nil
      }
      try await Task.sleep(for: .milliseconds(10))
    }
    return process.terminationStatus
  }

  private func folder(rows: Int) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("list.csv", Lists.text(rows: rows))
    try folder.write("mapping.yaml", Lists.mapping())
    return folder
  }

  private func reported(_ folder: TemporaryFolder) -> [Int] {
    folder.text("list.csv.report.csv").split(whereSeparator: \.isNewline).dropFirst().compactMap {
      Int($0.prefix { $0 != ";" })
    }
  }

  @Test func `the command takes in a list and tells what became of it`() async throws {
    let folder = try folder(rows: 1_234)
    let service = ImportServiceFake()
    let status = try await serving(service) { gateway in
      try await self.status(self.start(folder, gateway, ["--language", "en"]))
    }
    #expect(status == 0, "\(folder.text("err"))")
    let lines = folder.text("out").split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    #expect(
      lines.map { $0[0] } == ["rows", "registered", "changed", "likely", "rejected", "seconds", "rows/s", "report"]
    )
    #expect(lines.prefix(5).map { $0.last ?? "" } == ["1,234", "1,111", "0", "0", "123"])
    #expect(service.notes.keys.first == "Bearer the-key")
    #expect(!folder.has("list.csv.resume"))
  }

  @Test func `killed again and again, the command loses nothing and doubles nothing`() async throws {
    let rows = 3_000
    let folder = try folder(rows: rows)
    let service = ImportServiceFake(pause: .milliseconds(3))
    let runs = try await serving(service) { gateway in
      for run in 1...100 {
        let process = try self.start(folder, gateway)
        // Later and later, so that it gets somewhere however slow the machine is.
        let end = ContinuousClock.now + .milliseconds(Int.random(in: 40...100) + run * 15)
        while process.isRunning, ContinuousClock.now < end { try await Task.sleep(for: .milliseconds(2)) }
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        if try await self.status(process) == 0 { return run }
      }
      return 0
    }
    #expect(runs > 1)
    let notes = service.notes
    #expect(notes.rows.keys.sorted() == (1...rows).filter { $0 % 10 != 0 }.map(Int64.init))
    #expect(!notes.sawOtherContent)
    #expect(reported(folder) == Array(stride(from: 10, through: rows, by: 10)))
    #expect(folder.text("out").contains("geregistreerd   2,700\n"))
  }

  @Test func `asked to stop, the command finishes the batch and goes on later`() async throws {
    let folder = try folder(rows: 3_000)
    let service = ImportServiceFake(pause: .milliseconds(100))
    let statuses = try await serving(service) { gateway in
      let process = try self.start(folder, gateway)
      while !folder.has("list.csv.resume"), process.isRunning { try await Task.sleep(for: .milliseconds(2)) }
      kill(process.processIdentifier, SIGTERM)
      let first = try await self.status(process)
      let told = folder.text("err")
      #expect(told.contains("asked to stop. The same command goes on after row"), "\(told)")
      let calls = service.notes.calls
      let process2 = try self.start(folder, gateway, ["--batch", "2000"])
      let second = try await self.status(process2)
      #expect(service.notes.calls == calls + 2)
      return [first, second]
    }
    #expect(statuses == [1, 0])
    #expect(service.notes.rows.count == 2_700)
    #expect(reported(folder).count == 300)
  }

  @Test func `without a gateway the command says so and fails`() async throws {
    let folder = try folder(rows: 10)
    let process = try start(folder, "127.0.0.1:1")
    try await Task.sleep(for: .milliseconds(700))
    kill(process.processIdentifier, SIGINT)
    #expect(try await status(process) == 1)
    #expect(folder.text("err").contains("The gateway does not answer"))
  }

  @Test func `a list with a header alone, or with wrong rows alone, ends well`() async throws {
    let folder = try folder(rows: 10)
    let service = ImportServiceFake()
    for (text, told) in [(Lists.header, "geen rijen"), (Lists.text(rows: 3, wrongEvery: 1), "geweigerd       3")] {
      try folder.write("list.csv", text)
      let status = try await serving(service) { gateway in try await self.status(self.start(folder, gateway)) }
      #expect(status == 0, "\(folder.text("err"))")
      #expect(folder.text("out").contains(told))
      #expect(folder.text("err").isEmpty)
    }
    #expect(service.notes.calls == 0)
  }

  @Test func `rows are confirmed by their numbers`() async throws {
    let folder = try folder(rows: 9)
    let service = ImportServiceFake()
    let statuses = try await serving(service) { gateway in
      [
        try await self.status(self.start(folder, gateway, ["--confirm-rows", "2, 5-6"])),
        try await self.status(self.start(folder, gateway, ["--confirm-rows", "zes"])),
      ]
    }
    #expect(statuses[0] == 0 && statuses[1] != 0)
    #expect(service.notes.confirmed == [2, 5, 6])
    #expect(folder.text("err").contains("--confirm-rows takes numbers of rows"))
  }

  @Test func `the example mapping is printed`() async throws {
    let folder = try folder(rows: 10)
    #expect(try await status(start(folder, "127.0.0.1:1", ["--example-mapping"])) == 0)
    #expect(folder.text("out") == MappingExample.text)
  }
}
