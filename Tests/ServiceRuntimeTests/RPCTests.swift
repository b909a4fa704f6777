import CareTypes
import CoreMetrics
import Foundation
import GRPCCore
import GRPCNIOTransportHTTP2
import GRPCProtobuf
import HealthAPI
import ServiceCore
import ServiceRuntime
import SwiftProtobuf
import TestSupport
import Testing

/// A service of the tests that throws something unexpected.
private struct Troublesome: RegistrableRPCService {
  func registerMethods<Transport: ServerTransport>(with router: inout RPCRouter<Transport>) {
    router.registerHandler(
      forMethod: Grpc_Health_V1_Health.Method.Check.descriptor,
      deserializer: LimitedDeserializer<Grpc_Health_V1_HealthCheckRequest>(limit: 1_000),
      serializer: ProtobufSerializer<Grpc_Health_V1_HealthCheckResponse>()
    ) { request, _ in
      let answer = try await check(ServerRequest(stream: request).message)
      return StreamingServerResponse(single: ServerResponse(message: answer))
    }
  }

  private func check(_ request: Grpc_Health_V1_HealthCheckRequest) async throws -> Grpc_Health_V1_HealthCheckResponse {
    if request.service == "fail" { throw CocoaError(.fileNoSuchFile, userInfo: ["secret": "48031795153"]) }
    return .with { $0.status = .serving }
  }
}

@Suite("What every server does")
struct RPCTests {
  private func check(_ service: String, metadata: Metadata = [:]) async throws -> SeenError? {
    let component = ServiceComponent(name: "test", rpcs: [Troublesome()])
    return try await withServed(component) { client in
      try await refusal {
        try await Grpc_Health_V1_Health.Client(wrapping: client).check(
          .with { $0.service = service },
          metadata: metadata
        )
      }
    }
  }

  @Test(
    "Timeouts are read whatever their length",
    arguments: [
      ("50m", Duration.milliseconds(50)), ("29999987u", .microseconds(29_999_987)), ("100000000n", .milliseconds(100)),
      ("30S", .seconds(30)), ("2M", .seconds(120)), ("1H", .seconds(3600)),
    ]
  )
  func timeouts(text: String, duration: Duration) {
    #expect(TimeoutHeader.duration(of: text) == duration)
  }

  @Test(
    "A timeout is written in at most eight digits, and never longer than it is",
    arguments: [
      (Duration.zero, "0u"), (.microseconds(99_999_999), "99999999u"), (.milliseconds(100_000), "100000m"),
      (.seconds(100_000), "100000S"), (.seconds(-1), "0u"), (.nanoseconds(1_999), "1u"),
    ]
  )
  func writtenTimeouts(duration: Duration, text: String) {
    #expect(TimeoutHeader.text(of: duration) == text)
  }

  @Test("Malformed timeouts are none", arguments: ["", "S", "5", "-5S", "+5S", "1x", "12345678901S", "١S"])
  func malformedTimeouts(text: String) {
    #expect(TimeoutHeader.duration(of: text) == nil)
  }

  @Test("Without a deadline a call may take half a minute, and longer where its service says so")
  func defaultDeadlines() {
    let interceptor = DeadlineInterceptor(
      ErrorMapping(service: "test"),
      longer: ["mantel.rights.v1.RightsService/SimulateRegulation": .seconds(120)]
    )
    let rights = ServiceDescriptor(fullyQualifiedService: "mantel.rights.v1.RightsService")
    let limits = ["PreviewMove", "SimulateRegulation"].map {
      interceptor.unaryLimit(of: MethodDescriptor(service: rights, method: $0))
    }
    #expect(limits == [.seconds(30), .seconds(120)])
  }

  @Test(
    "A malformed deadline is refused before the runtime reads it",
    arguments: ["-1S", "-9999999H", "+1S", "S", "", "1", "1s", "1.5S", "123456789012S", "0x1S"]
  )
  func malformedDeadline(text: String) async throws {
    #expect(
      try await check("now", metadata: ["grpc-timeout": .string(text)])
        == SeenError(.invalidArgument, "INVALID_FIELD", fields: ["grpc-timeout"])
    )
  }

  @Test("Deadlines that are there twice are refused; the longest that can be written is as good as none")
  func oddDeadlines() async throws {
    var twice: Metadata = ["grpc-timeout": "5S"]
    twice.addString("6S", forKey: "grpc-timeout")
    #expect(
      try await check("now", metadata: twice) == SeenError(.invalidArgument, "INVALID_FIELD", fields: ["grpc-timeout"])
    )
    for text in ["9999999H", "99999999H"] {
      #expect(try await check("now", metadata: ["grpc-timeout": .string(text)]) == nil)
    }
  }

  @Test("A deadline under the name that the server uses inside is dropped")
  func hiddenDeadline() async throws {
    #expect(try await check("now", metadata: ["mantel-received-timeout": "-1S"]) == nil)
  }

  @Test("A message that is too large is told so")
  func size() async throws {
    #expect(try await check(String(repeating: "x", count: 2_000)) == SeenError(.resourceExhausted, "REQUEST_TOO_LARGE"))
  }

  @Test("A message that is too large gets the same status over TCP, and one that just fits an answer")
  func sizeOverTCP() async throws {
    let transport = HTTP2ServerTransport.Posix(
      address: .ipv4(host: "127.0.0.1", port: 0),
      transportSecurity: .plaintext,
      config: ServerSetup.serverConfig
    )
    let component = ServiceComponent(name: "test", rpcs: [Troublesome()])
    let server = GRPCServer(
      transport: CheckedTransport(transport),
      services: component.rpcs,
      interceptors: ServerSetup.interceptors(of: component)
    )
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await server.serve() }
      let port = try #require(try await transport.listeningAddress.ipv4?.port)
      let channel = try HTTP2ClientTransport.Posix(
        target: .ipv4(address: "127.0.0.1", port: port),
        transportSecurity: .plaintext
      )
      try await withGRPCClient(transport: channel) { client in
        let health = Grpc_Health_V1_Health.Client(wrapping: client)
        for length in [990, 2_000, 5 << 20] {
          let request = Grpc_Health_V1_HealthCheckRequest.with { $0.service = String(repeating: "x", count: length) }
          let seen = try await refusal { try await health.check(request) }
          #expect(seen == (length < 1_000 ? nil : SeenError(.resourceExhausted, "REQUEST_TOO_LARGE")), "\(length)")
        }
      }
      server.beginGracefulShutdown()
      try await group.waitForAll()
    }
  }

  @Test("An unexpected error is INTERNAL, without its cause")
  func unexpected() async throws {
    #expect(try await check("fail") == SeenError(.internalError, "INTERNAL"))
    let status = ErrorMapping(service: "test").status(for: CocoaError(.fileNoSuchFile))
    #expect(status.message == "Internal error")
    #expect(status.details.compactMap(\.errorInfo).map(\.domain) == ["test.mantel"])
  }

  @Test("A page token belongs to its query")
  func pageTokens() throws {
    let text = PageToken(after: 42).text(query: "a")
    #expect(try PageToken.readNumber(text, query: "a") == 42)
    #expect(try PageToken.read("", query: "a") == nil)
    #expect(throws: Refusal.self) { try PageToken.read(text, query: "b") }
    #expect(throws: Refusal.self) { try PageToken.read("rubbish", query: "a") }
  }

  @Test(
    "Times travel unchanged, to the microsecond",
    arguments: [0, 1, -1, 1_750_000_000_123_456, -62_000_000_000_001]
  )
  func times(microseconds: Int64) throws {
    let instant = Instant(microseconds: microseconds)
    #expect(try Instant(Google_Protobuf_Timestamp(instant)) == instant)
  }

  @Test("A trace context is read and passed on; a malformed one is none")
  func traceContext() {
    let header = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
    let context = TraceContext(traceparent: header)
    #expect(context?.traceparent == header)
    #expect(context?.newSpan().traceID == context?.traceID)
    for wrong in [
      "", "00-0-0-01", header.uppercased(),
      header.replacingOccurrences(of: "b7ad6b7169203331", with: "0000000000000000"),
    ] {
      #expect(TraceContext(traceparent: wrong) == nil, "\(wrong)")
    }
  }
}

@Suite("Secrets, figures and tables")
struct RuntimePartsTests {
  @Test("A sealed field opens in its place alone, and only with its key")
  func cipher() throws {
    let cipher = FieldCipher(key: KeyFile().key(for: "a"))
    let sealed = try cipher.seal("Yvonne", at: "name/1")
    #expect(try cipher.open(sealed, at: "name/1") == "Yvonne")
    #expect(throws: (any Error).self) { try cipher.open(sealed, at: "name/2") }
    #expect(throws: (any Error).self) { try FieldCipher(key: KeyFile().key(for: "a")).open(sealed, at: "name/1") }
    var changed = sealed
    changed[changed.count - 1] ^= 1
    #expect(throws: (any Error).self) { try cipher.open(changed, at: "name/1") }
  }

  @Test("A key file must be there, whole, and its owner's alone")
  func keyFile() throws {
    let path = NSTemporaryDirectory() + "\(OpaqueID.random()).key"
    defer { try? FileManager.default.removeItem(atPath: path) }
    #expect(throws: StartupError.self) { try KeyFile(path: path) }
    func write(_ text: String, _ permissions: Int) throws {
      try? FileManager.default.removeItem(atPath: path)
      try #require(
        FileManager.default.createFile(
          atPath: path,
          contents: Data(text.utf8),
          attributes: [.posixPermissions: permissions]
        )
      )
    }
    try write("short", 0o600)
    #expect(throws: StartupError.self) { try KeyFile(path: path) }
    try write(KeyFile.newText(), 0o644)
    #expect(throws: StartupError.self) { try KeyFile(path: path) }
    try write(KeyFile.newText(), 0o600)
    _ = try KeyFile(path: path)
  }

  @Test("The Prometheus page has counts and durations, by name and labels")
  func prometheus() {
    let metrics = PrometheusMetrics()
    metrics.makeCounter(label: "calls_total", dimensions: [("code", "o\"k")]).increment(by: 2)
    metrics.makeCounter(label: "calls_total", dimensions: [("code", "o\"k")]).increment(by: 1)
    metrics.makeTimer(label: "duration_seconds", dimensions: []).recordNanoseconds(2_000_000)
    let page = metrics.page()
    #expect(page.contains("# TYPE calls_total counter\ncalls_total{code=\"o\\\"k\"} 3\n"))
    #expect(page.contains("duration_seconds_bucket{le=\"0.001\"} 0\n"))
    #expect(page.contains("duration_seconds_bucket{le=\"0.0025\"} 1\n"))
    #expect(page.contains("duration_seconds_count 1\n"))
  }

  @Test("What many tasks count at once is all there")
  func countedAtOnce() async {
    let metrics = PrometheusMetrics()
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<8 {
        group.addTask {
          for index in 0..<1_000 {
            metrics.makeCounter(label: "calls_total", dimensions: [("code", "\(index % 2)")]).increment(by: 1)
            metrics.makeTimer(label: "duration_seconds", dimensions: []).recordNanoseconds(20_000_000_000)
          }
        }
      }
    }
    let page = metrics.page()
    #expect(page.contains("calls_total{code=\"0\"} 4000\ncalls_total{code=\"1\"} 4000\n"))
    #expect(page.contains("duration_seconds_bucket{le=\"10.0\"} 0\nduration_seconds_bucket{le=\"+Inf\"} 8000\n"))
    #expect(page.contains("duration_seconds_sum 160000.0\nduration_seconds_count 8000\n"))
  }

  @Test("The tables that come with Mantel hold 285 municipalities and the Meetjesland's two zones")
  func tables() throws {
    let tables = try ReferenceTables()
    let today = try CalendarDate(year: 2025, month: 6, day: 1)
    #expect(tables.municipalities.allValid(at: today).count == 285)
    #expect(
      try tables.zones.zone(id: "west-meetjesland", at: today).municipalities.map(\.digits).sorted() == [
        "43010", "44084", "44085",
      ]
    )
    #expect(throws: StartupError.self) { try ReferenceTables(directory: "/nowhere") }
  }
}
