import Foundation
import GRPCCore
import GRPCNIOTransportHTTP2
import HealthAPI
import TestSupport
import Testing

@Suite("Headers of strangers", .serialized)
struct HeaderTests {
  /// Values of headers that a gRPC server reads, none of which a client of good will would send.
  private static let values: [String: [[UInt8]]] = {
    let odd: [[UInt8]] = [
      [], Array("x".utf8), [0], [0xff, 0xfe], Array("é".utf8), Array(" ".utf8), Array("-1".utf8),
      Array("99999999999999999999999".utf8), Array(repeating: UInt8(ascii: "9"), count: 7_000), Array("a,b;c=\"".utf8),
      Array("\r\nx: y".utf8),
    ]
    let timeouts = [
      "-1S", "-0S", "+1S", "-9999999H", "9999999H", "99999999H", "0n", "1", "S", "1s", "1.5S", "٣S", "1é", "é",
      "--1S", "18446744073709551616S", "0x1S", "1 S", "-1n", "-1u", "-1m", "-1M",
    ]
    let paths = [
      "/", "//", "/x", "/x/", "x/y", "/a/b/c", "*", "/grpc.health.v1.Health/", "/grpc.health.v1.Health/Nothing",
      "/grpc.health.v1.Health/Check?x=1", "/%00/%ff", "/é/é",
    ]
    return [
      "grpc-timeout": odd + timeouts.map { Array($0.utf8) },
      "content-type": odd + ["application/grpc+", "application/grpc+json", "application/json"].map { Array($0.utf8) },
      "te": odd,
      ":method": odd + ["GET", "CONNECT", "OPTIONS"].map { Array($0.utf8) },
      ":path": odd + paths.map { Array($0.utf8) },
      ":scheme": odd + [Array("https".utf8)],
      ":authority": odd,
      "grpc-encoding": odd + ["gzip", "deflate", "identity,gzip"].map { Array($0.utf8) },
      "grpc-accept-encoding": odd + [Array("gzip,,gzip,nothing".utf8)],
      "grpc-previous-rpc-attempts": odd + [Array("-9223372036854775809".utf8)],
      "grpc-retry-pushback-ms": odd,
      "some-bin": odd + ["=", "A", "====", "AA=A", "A===", "*"].map { Array($0.utf8) },
      "grpc-status-details-bin": odd + [Array("AAA".utf8)],
      "authorization": odd + ["Bearer", "Bearer ", "Basic eDp5"].map { Array($0.utf8) },
      "traceparent": odd,
      "mantel-scope": odd,
      "mantel-client": odd,
      "mantel-received-timeout": odd + [Array("-1S".utf8)],
      "connection": odd,
      "content-length": odd,
    ]
  }()

  /// The headers of a call as a client of good will sends them.
  private static func headers(path: String) -> [(String, [UInt8])] {
    [
      (":method", "POST"), (":scheme", "http"), (":path", path), (":authority", "127.0.0.1"),
      ("content-type", "application/grpc"), ("te", "trailers"),
    ].map { ($0.0, Array($0.1.utf8)) }
  }

  @Test("No value of any header ends the process, on any listener, at methods that are there and that are not")
  func malformedHeaders() async throws {
    let installation = try Installation()
    let process = try installation.serve("all")
    try await installation.waitForStart(of: process)
    let methods = [
      "/grpc.health.v1.Health/Check", "/mantel.gateway.v1.MunicipalityService/GetCareSituation",
      "/mantel.events.v1.EventFeedService/Follow", "/nobody.Nothing/Nothing",
    ]
    for (index, port) in installation.listeningPorts.enumerated() {
      try await withGRPCClient(transport: installation.transport(port)) { client in
        let health = Grpc_Health_V1_Health.Client(wrapping: client)
        #expect(try await health.check(.init(), options: installation.options).status == .serving)
        for method in methods {
          for (name, values) in Self.values {
            for value in values {
              try Self.expectAnswer(replacing: name, by: value, in: method, port: port)
            }
            if index == 0 {
              // Twice over.
              #expect(try RawHTTP2.call(Self.headers(path: method) + [(name, [49]), (name, [50])], port: port))
              // Not there at all.
              #expect(try RawHTTP2.call(Self.headers(path: method).filter { $0.0 != name }, port: port))
            }
            let answer = try await health.check(.init(), options: installation.options)
            #expect(answer.status == .serving, "after \(name) at \(method)")
          }
        }
      }
    }
    #expect(process.isRunning, "\(process.errorText)")
    process.terminate()
    let status = await process.exitStatus(within: .seconds(20))
    #expect(status == 0, "\(process.errorText.suffix(2_000))")
  }

  @Test("A malformed deadline is told to the client, with a key and without")
  func toldDeadline() async throws {
    let installation = try Installation()
    let process = try installation.serve("all")
    try await installation.waitForStart(of: process)
    try await installation.withGateway { client in
      let health = Grpc_Health_V1_Health.Client(wrapping: client)
      let answer = try await health.check(.init(), options: installation.options)
      #expect(answer.status == .serving)
      for var metadata in [Metadata(), installation.key("aalter")] {
        metadata.addString("-1S", forKey: "grpc-timeout")
        let asked = metadata
        let seen = try await refusal { try await health.check(.init(), metadata: asked) }
        #expect(seen == SeenError(.invalidArgument, "INVALID_FIELD", fields: ["grpc-timeout"]))
      }
    }
    process.terminate()
    let status = await process.exitStatus(within: .seconds(20))
    #expect(status == 0, "\(process.errorText.suffix(2_000))")
  }

  private static func expectAnswer(
    replacing name: String,
    by value: [UInt8],
    in method: String,
    port: UInt16
  ) throws {
    var headers = headers(path: method)
    if let place = headers.firstIndex(where: { $0.0 == name }) {
      headers[place].1 = value
    } else if name.hasPrefix(":") {
      headers.insert((name, value), at: 0)
    } else {
      headers.append((name, value))
    }
    #expect(try RawHTTP2.call(headers, port: port), "\(name) at \(method)")
  }
}
