import Foundation
import Gateway
import ServiceCore
import ServiceRuntime

/// A client of the demo: who it is, and the key that it calls with.
struct DemoClient: Sendable {
  let name: String
  let key: APIKey
}

/// The folder of a demo: secrets, settings, databases and logs.
struct DemoWorkspace: Sendable {
  let directory: URL
  let gatewayPort: Int
  let statutesPort: Int
  let clients: [String: DemoClient]

  /// The file of settings that every process is given.
  var settings: String { directory.appending(path: "mantel.yaml").path }

  /// Makes a fresh folder; what stood there is thrown away.
  ///
  /// - Throws: When the folder or its files cannot be made, or no port is free.
  static func prepare(_ path: String, gatewayPort: Int?) throws -> DemoWorkspace {
    let directory = URL(filePath: path, directoryHint: .isDirectory).absoluteURL
    let manager = FileManager.default
    if manager.fileExists(atPath: directory.path) {
      guard manager.fileExists(atPath: directory.appending(path: "mantel.yaml").path) else {
        throw StartupError("\(directory.path) exists and is no folder of a demo; name another with --directory")
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

    var clients: [String: DemoClient] = [:]
    var declared = "clients:\n"
    for (name, scope) in Self.scopes {
      let key = APIKey.random()
      clients[name] = DemoClient(name: name, key: key)
      declared += "  - {name: \(name), key_sha256: \(key.digest), \(scope)}\n"
    }
    let keys = try JSONEncoder().encode(clients.mapValues(\.key.text))
    for (name, data) in [
      ("registration.key", Data(KeyFile.newText().utf8)), ("moments.key", Data(KeyFile.newText().utf8)),
      ("gateway.key", Data(KeyFile.newText().utf8)),
      ("registration-master.keys", Data(MasterKeys.newLine(named: "demo-1").utf8)),
      ("client-keys.json", keys), ("clients.yaml", Data(declared.utf8)),
      ("mantel.yaml", Data(settings(directory.path, gateway, ports).utf8)),
    ] {
      try write(data, to: directory.appending(path: name))
    }
    return DemoWorkspace(directory: directory, gatewayPort: gateway, statutesPort: ports[2], clients: clients)
  }

  /// Makes a file of the demo, or writes over it.
  ///
  /// - Returns: Its path.
  /// - Throws: `StartupError` when it cannot be written.
  func write(_ name: String, _ data: Data) throws -> String {
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

  private static var scopes: [(String, String)] {
    Meetjesland.municipalities.map { ($0.client, "municipality: [\"\($0.code)\"]") } + [
      ("huisarts-nergenshuize", "partner: general_practitioner"),
      ("de-linde", "hospital: {nihdi: \"71099812\", name: \"Testziekenhuis De Linde\"}"),
      ("zorgraad-west-meetjesland", "zone: west-meetjesland"),
      ("zorgraad-oost-meetjesland", "zone: oost-meetjesland"),
    ]
  }

  private static func settings(_ directory: String, _ gateway: Int, _ ports: [Int]) -> String {
    func place(_ port: Int) -> String { "listen: \"127.0.0.1:\(port)\", address: \"127.0.0.1:\(port)\"" }
    return """
      data: {directory: "\(directory)/data"}
      log: {level: info}
      metrics: {listen: "127.0.0.1:\(ports[5])"}
      registration: {\(place(ports[1])), key-file: "\(directory)/registration.key", \
      master-key-file: "\(directory)/registration-master.keys"}
      statutes: {\(place(ports[2]))}
      rights: {\(place(ports[3]))}
      moments: {\(place(ports[4])), key-file: "\(directory)/moments.key"}
      gateway: {\(place(gateway)), key-file: "\(directory)/gateway.key", clients-file: "\(directory)/clients.yaml"}

      """
  }
}

/// Finds TCP ports on the loopback address that nobody listens on.
enum FreePorts {
  /// Some different free ports.
  ///
  /// - Throws: `StartupError` when none can be had.
  static func find(_ count: Int) throws -> [Int] {
    var descriptors: [Int32] = []
    defer { for descriptor in descriptors { close(descriptor) } }
    return try (0..<count).map { _ in
      let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      descriptors.append(descriptor)
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_addr.s_addr = inet_addr("127.0.0.1")
      var length = socklen_t(MemoryLayout<sockaddr_in>.size)
      let found = withUnsafeMutablePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
          bind(descriptor, pointer, length) == 0 && getsockname(descriptor, pointer, &length) == 0
        }
      }
      guard found else { throw StartupError("No free port can be had on 127.0.0.1") }
      return Int(UInt16(bigEndian: address.sin_port))
    }
  }
}
