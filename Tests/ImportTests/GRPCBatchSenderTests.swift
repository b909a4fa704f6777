import GRPCCore
import GRPCInProcessTransport
import Import
import RegistrationAPI
import Testing

@Suite struct GRPCBatchSenderTests {
  /// Runs a body against a service in this process.
  private func serving<Value: Sendable>(
    _ service: ImportServiceFake,
    _ body: @Sendable @escaping (any BatchSender) async throws -> Value
  ) async throws -> Value {
    let transport = InProcessTransport()
    return try await withGRPCServer(transport: transport.server, services: [service]) { _ in
      try await withGRPCClient(transport: transport.client) { client in
        let service = Mantel_Registration_V1_ImportService.Client(wrapping: client)
        return try await body(GRPCBatchSender(client: service, key: "the-key", deadline: .seconds(1)))
      }
    }
  }

  private func folder(rows: Int) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("list.csv", Lists.text(rows: rows))
    try folder.write("mapping.yaml", Lists.mapping())
    return folder
  }

  @Test func `a list goes over gRPC in calls of a header and rows`() async throws {
    let folder = try folder(rows: 25)
    let service = ImportServiceFake()
    let counts = try await serving(service) { try await ImportRun(folder.options()).run($0) }
    #expect((counts.rows, counts.accepted, counts.rejected) == (25, 23, 2))
    let notes = service.notes
    #expect(notes.calls == 3)
    #expect(notes.headers.map(\.listID) == ["test-list", "test-list", "test-list"])
    #expect(notes.headers.map(\.dryRun) == [false, false, false])
    #expect(notes.rows.keys.sorted() == (1...25).filter { $0 % 10 != 0 }.map(Int64.init))
    #expect(notes.rows[3]?.caregiver.insz == "3")
    #expect(notes.keys == Array(repeating: "Bearer the-key", count: 3))
  }

  @Test func `a dry run says so, and a call that fails is repeated whole`() async throws {
    let folder = try folder(rows: 9)
    let service = ImportServiceFake(failures: 2)
    let counts = try await serving(service) { sender in
      var options = folder.options()
      options.isDryRun = true
      return try await ImportRun(options).run(sender)
    }
    #expect(counts.rows == 9)
    let notes = service.notes
    #expect(notes.calls == 3)
    #expect(notes.headers.map(\.dryRun) == [true, true, true])
    #expect(notes.rows.keys.sorted() == Array(1...9))
  }

  @Test func `a call that is not answered in time is given up`() async throws {
    let folder = try folder(rows: 9)
    let service = ImportServiceFake(pause: .seconds(3))
    var options = folder.options()
    options.pauses = []
    let seen = try await serving(service) { [options] sender in
      do {
        _ = try await ImportRun(options).run(sender)
        return ""
      } catch {
        return "\(error)"
      }
    }
    #expect(seen.hasPrefix("The gateway does not answer (deadlineExceeded"))
  }
}
