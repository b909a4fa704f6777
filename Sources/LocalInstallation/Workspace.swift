package import Foundation
import GatewayDomain
import Proofs
import ServiceCore
import ServiceRuntime

/// A folder with everything that Mantel needs to run on this machine: secrets, settings, databases and logs.
package struct Workspace: Sendable {
  /// The folder.
  package let directory: URL
  /// The port on 127.0.0.1 on which the gateway listens.
  package let gatewayPort: Int
  /// The port on 127.0.0.1 on which Statutes listens.
  package let statutesPort: Int
  /// The port on 127.0.0.1 on which the page of metrics is served.
  package let metricsPort: Int
  /// The clients of the gateway, by their names.
  package let clients: [String: WorkspaceClient]

  /// The file of settings that every process is given.
  package var settings: String { directory.appending(path: "mantel.yaml").path }

  /// Makes a fresh folder. An older workspace at the same place is deleted.
  ///
  /// - Parameters:
  ///   - path: Where the folder is made.
  ///   - clients: The clients of the gateway: the name of each, and its scope as the clients file writes it, such as
  ///     `municipality: ["44084"]`.
  ///   - gatewayPort: The port of the gateway; nil for one that is free.
  ///   - logLevel: The least level that the processes log.
  /// - Throws: If the folder or its files cannot be made, or no port is free.
  package static func prepare(
    _ path: String,
    clients scopes: [(name: String, scope: String)],
    gatewayPort: Int? = nil,
    logLevel: String = "info"
  ) throws -> Workspace {
    let directory = URL(filePath: path, directoryHint: .isDirectory).absoluteURL
    let manager = FileManager.default
    if manager.fileExists(atPath: directory.path) {
      guard manager.fileExists(atPath: directory.appending(path: "mantel.yaml").path) else {
        throw StartupError("\(directory.path) exists and is not a folder that Mantel made; name another")
      }
      try manager.removeItem(at: directory)
    }
    try manager.createDirectory(
      at: directory.appending(path: "logs"),
      withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700]
    )
    let ports = try FreePorts.find(6)
    let gateway = gatewayPort ?? ports[0]

    var clients: [String: WorkspaceClient] = [:]
    var declared = "clients:\n"
    for (name, scope) in scopes {
      let key = APIKey.random()
      clients[name] = WorkspaceClient(name: name, key: key)
      declared += "  - {name: \(name), key_sha256: \(key.digest), \(scope)}\n"
    }
    let keys = try JSONEncoder().encode(clients.mapValues(\.key.text))
    for (name, data) in [
      ("registration.key", Data(KeyFile.newText().utf8)), ("moments.key", Data(KeyFile.newText().utf8)),
      ("gateway.key", Data(KeyFile.newText().utf8)),
      ("registration-master.keys", Data(MasterKeys.newLine(named: "first").utf8)),
      ("rights-signing.keys", Data(SigningKeys.newText().utf8)),
      ("client-keys.json", keys), ("clients.yaml", Data(declared.utf8)),
      ("mantel.yaml", Data(settings(directory.path, gateway, ports, logLevel).utf8)),
    ] {
      try write(data, to: directory.appending(path: name))
    }
    return Workspace(
      directory: directory,
      gatewayPort: gateway,
      statutesPort: ports[2],
      metricsPort: ports[5],
      clients: clients
    )
  }

  /// Writes a file that only its owner can read, or writes over it.
  ///
  /// - Returns: Its path.
  /// - Throws: `StartupError` if it cannot be written.
  package func write(_ name: String, _ data: Data) throws -> String {
    let file = directory.appending(path: name)
    try Self.write(data, to: file)
    return file.path
  }

  private static func write(_ data: Data, to file: URL) throws {
    let permissions: [FileAttributeKey: Any] = [.posixPermissions: 0o600]
    guard FileManager.default.createFile(atPath: file.path, contents: data, attributes: permissions) else {
      throw StartupError("The file cannot be made: \(file.path)")
    }
  }

  private static func settings(_ directory: String, _ gateway: Int, _ ports: [Int], _ logLevel: String) -> String {
    func place(_ port: Int) -> String { "listen: \"127.0.0.1:\(port)\", address: \"127.0.0.1:\(port)\"" }
    return """
      data: {directory: "\(directory)/data"}
      log: {level: \(logLevel)}
      metrics: {listen: "127.0.0.1:\(ports[5])"}
      registration: {\(place(ports[1])), key-file: "\(directory)/registration.key", \
      master-key-file: "\(directory)/registration-master.keys"}
      statutes: {\(place(ports[2]))}
      rights: {\(place(ports[3])), signing-key-file: "\(directory)/rights-signing.keys", \
      issuer: "https://mantel.example"}
      moments: {\(place(ports[4])), key-file: "\(directory)/moments.key"}
      gateway: {\(place(gateway)), key-file: "\(directory)/gateway.key", clients-file: "\(directory)/clients.yaml"}

      """
  }
}
