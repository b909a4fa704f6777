import Crypto
import Foundation
import GRPCCore
import GRPCNIOTransportHTTP2
import Proofs
import ServiceRuntime
import Statutes
import StatutesAPI
import SwiftProtobuf
import Testing

/// A folder with keys, clients and settings with which `serve` starts.
struct Installation: Sendable {
  let folder: TemporaryFolder
  private let gatewayPort: UInt16
  private let statutesPort: UInt16
  /// Every port on which `serve all` answers gRPC.
  let listeningPorts: [UInt16]

  /// Makes the folder.
  ///
  /// - Parameter municipalities: The NIS codes of one more client, `many`, that acts for several municipalities; none if
  ///   empty.
  init(many municipalities: [String] = []) throws {
    folder = try TemporaryFolder()
    // Held together, so that they differ, and let go before anything starts.
    let ports = [try TakenPort(), try TakenPort(), try TakenPort(), try TakenPort()]
    gatewayPort = ports[0].port
    statutesPort = ports[1].port
    listeningPorts = ports.map(\.port)
    let registration = "127.0.0.1:\(ports[2].port)"
    for (name, text) in [
      ("registration.key", KeyFile.newText()), ("moments.key", KeyFile.newText()),
      ("rights-signing.keys", SigningKeys.newText()),
      ("gateway.key", KeyFile.newText()),
      ("master.keys", MasterKeys.newLine(named: "first")),
    ] {
      let made = FileManager.default.createFile(
        atPath: folder.path(name),
        contents: Data(text.utf8),
        attributes: [.posixPermissions: 0o600]
      )
      try #require(made)
    }
    let codes = municipalities.map { "\"\($0)\"" }.joined(separator: ", ")
    let many =
      municipalities.isEmpty ? "" : "\n  - {name: many, key_sha256: \(Self.digest("many")), municipality: [\(codes)]}"
    let clients = """
      clients:
        - {name: aalter, key_sha256: \(Self.digest("aalter")), municipality: ["44084"]}
        - {name: maldegem, key_sha256: \(Self.digest("maldegem")), municipality: ["43010"]}
        - {name: hospital, key_sha256: \(Self.digest("hospital")), hospital: {nihdi: "71099812", name: Testziekenhuis}}
        - {name: portal, key_sha256: \(Self.digest("portal")), portal: true}
      """
    try Data((clients + many).utf8).write(to: folder.url.appending(path: "clients.yaml"))
    let settings = """
      data: {directory: data}
      metrics: {listen: ""}
      registration: {listen: "\(registration)", address: "\(registration)", key-file: registration.key, master-key-file: master.keys}
      statutes: {listen: "127.0.0.1:\(statutesPort)", address: "127.0.0.1:\(statutesPort)"}
      rights: {listen: "127.0.0.1:\(ports[3].port)", address: "127.0.0.1:\(ports[3].port)", signing-key-file: rights-signing.keys, issuer: "https://mantel.example"}
      moments: {listen: "127.0.0.1:0", key-file: moments.key}
      gateway: {listen: "127.0.0.1:\(gatewayPort)", key-file: gateway.key, clients-file: clients.yaml}
      """
    try Data(settings.utf8).write(to: folder.url.appending(path: "mantel.yaml"))
  }

  /// Starts `mantel serve`.
  func serve(_ service: String, _ arguments: [String] = [], environment: [String: String] = [:]) throws
    -> MantelProcess
  {
    try MantelProcess(["serve", service, "--config", "mantel.yaml"] + arguments, in: folder, environment: environment)
  }

  /// Calls the service of rights itself over loopback TCP.
  func withRights<Value: Sendable>(
    _ body: (GRPCClient<HTTP2ClientTransport.Posix>) async throws -> Value
  ) async throws -> Value {
    try await withGRPCClient(transport: transport(listeningPorts[3])) { try await body($0) }
  }

  /// Waits until a line of the log says that it started.
  func waitForStart(of process: MantelProcess) async throws {
    let deadline = ContinuousClock.now + .seconds(20)
    while !process.errorText.contains("Starting"), process.isRunning, ContinuousClock.now < deadline {
      try await Task.sleep(for: .milliseconds(20))
    }
    try #require(process.isRunning, "\(process.errorText)")
  }

  /// Where the gateway listens.
  var gateway: String { "127.0.0.1:\(gatewayPort)" }

  /// The headers of a client.
  func key(_ client: String) -> Metadata { ["authorization": "Bearer \(client)"] }

  /// Options of a call that waits for the server to be there.
  var options: CallOptions {
    var options = CallOptions.defaults
    options.timeout = .seconds(5)
    options.waitForReady = true
    return options
  }

  /// Calls the gateway over loopback TCP.
  func withGateway<Value: Sendable>(
    _ body: (GRPCClient<HTTP2ClientTransport.Posix>) async throws -> Value
  ) async throws -> Value {
    try await withGRPCClient(transport: transport(gatewayPort)) { try await body($0) }
  }

  /// Publishes a regulation pack.
  func publish(_ pack: String) async throws {
    try await withGRPCClient(transport: transport(statutesPort)) { client in
      let statutes = Mantel_Statutes_V1_StatutesService.Client(wrapping: client)
      _ = try await statutes.publish(pack, drafter: "An Opsteller", publisher: "Bo Bekrachtiger", options: options)
    }
  }

  /// A way to a port on loopback.
  func transport(_ port: UInt16) throws -> HTTP2ClientTransport.Posix {
    try .http2NIOPosix(target: .ipv4(address: "127.0.0.1", port: Int(port)), transportSecurity: .plaintext)
  }

  private static func digest(_ key: String) -> String {
    SHA256.hash(data: Data(key.utf8)).map { byte in
      let text = String(byte, radix: 16)
      return text.count == 1 ? "0\(text)" : text
    }.joined()
  }
}

/// A TCP port that this process listens on.
final class TakenPort {
  let port: UInt16
  private let descriptor: Int32

  init() throws {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
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
    self.descriptor = descriptor
    port = UInt16(bigEndian: address.sin_port)
    try #require(bound)
  }

  deinit {
    close(descriptor)
  }
}
