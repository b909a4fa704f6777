import GatewayDomain
import CareTypes
import Foundation
import GRPCCore
import GRPCNIOTransportHTTP2
import Gateway
import HealthAPI
import HingeMoments
import NIOCore
import Registration
import Rights
import ServiceLifecycle
import ServiceCore
import ServiceRuntime
import Statutes

/// Puts a process together: which services it runs, and how they reach each other.
struct Composition {
  private let settings: Settings
  private let clock = RegistryClock.system
  private let tables: ReferenceTables
  private let dataDirectory: String

  /// What runs, in the order of its start; it is stopped in reverse.
  private(set) var services: [ServiceGroupConfiguration.ServiceConfiguration] = []

  init(settings: Settings) throws {
    self.settings = settings
    tables = try ReferenceTables(directory: settings.referenceDirectory())
    dataDirectory = try settings.dataDirectory()
    do {
      try FileManager.default.createDirectory(
        atPath: dataDirectory,
        withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700]
      )
    } catch {
      throw StartupError("The data folder cannot be made: \(dataDirectory)")
    }
  }

  /// All five in one process: they reach each other inside it, and the gateway listens.
  mutating func addAll() throws {
    var transports: [ServiceName: LocalTransport] = [:]
    var channels: [ServiceName: any ServiceChannel] = [:]
    for name in ServiceName.allCases where name != .gateway {
      let transport = LocalTransport()
      transports[name] = transport
      channels[name] = ClientChannel.local(transport)
    }
    // Servers first: they drain last, after the workers and the gateway that call them.
    var background: [(ServiceName, [any Service])] = []
    for name in ServiceName.allCases where name != .gateway {
      let component = try component(name, channels: channels)
      if let transport = transports[name] { addServer(component, transport.server) }
      if let endpoint = try settings.listen(name) { try addListener(component, endpoint) }
      background.append((name, component.background))
    }
    for name in ServiceName.allCases {
      if let channel = channels[name] { add("\(name.rawValue) channel", channel.service) }
    }
    for (name, services) in background { addBackground(services, of: name) }
    let gateway = try component(.gateway, channels: channels)
    try addListener(gateway, settings.listenOrDefault(.gateway))
    addBackground(gateway.background, of: .gateway)
  }

  /// One service in a process of its own: it reaches the others over TCP.
  mutating func add(_ name: ServiceName) throws {
    var channels: [ServiceName: any ServiceChannel] = [:]
    for upstream in Self.upstreams(of: name) {
      let channel = try ClientChannel.tcp(settings.address(upstream))
      channels[upstream] = channel
      add("\(upstream.rawValue) channel", channel.service)
    }
    let component = try component(name, channels: channels)
    addBackground(component.background, of: name)
    try addListener(component, settings.listenOrDefault(name))
  }

  /// Adds a service of the process itself.
  mutating func add(_ name: String, _ service: any Service) {
    services.append(.init(service: service, serviceName: name))
  }

  private static func upstreams(of name: ServiceName) -> [ServiceName] {
    switch name {
    case .registration, .statutes: []
    case .rights: [.registration, .statutes, .moments]
    case .moments: [.registration]
    case .gateway: [.registration, .statutes, .rights, .moments]
    }
  }

  private func component(_ name: ServiceName, channels: [ServiceName: any ServiceChannel]) throws -> ServiceComponent {
    func channel(_ name: ServiceName) throws -> any ServiceChannel {
      guard let channel = channels[name] else { throw StartupError("There is no way to \(name.rawValue)") }
      return channel
    }
    let location = ServiceDatabase.Location.file("\(dataDirectory)/\(name.rawValue).sqlite")
    switch name {
    case .registration:
      return try RegistrationComponent.make(
        location: location,
        clock: clock,
        keys: settings.keys(.registration),
        masterKeys: settings.masterKeyFile(),
        tables: tables
      )
    case .statutes:
      return try StatutesComponent.make(location: location, clock: clock, tables: tables)
    case .rights:
      return try RightsComponent.make(
        location: location,
        clock: clock,
        tables: tables,
        registrationFeed: channel(.registration).events(),
        statutesFeed: channel(.statutes).events(),
        momentsFeed: channel(.moments).events()
      )
    case .moments:
      return try HingeMomentsComponent.make(
        location: location,
        clock: clock,
        keys: settings.keys(.moments),
        registration: channel(.registration).registration(),
        registrationFeed: channel(.registration).events()
      )
    case .gateway:
      return try GatewayComponent.make(
        location: location,
        clock: clock,
        clients: ClientRegister(path: settings.clientsFile(), tables: tables, today: clock.today()),
        keys: settings.keys(.gateway),
        limits: settings.probeLimits(),
        tables: tables,
        registration: channel(.registration).registration(),
        persons: channel(.registration).persons(),
        care: channel(.registration).care(),
        signals: channel(.registration).signals(),
        imports: channel(.registration).imports(),
        statutes: channel(.statutes).statutes(),
        comparison: channel(.statutes).comparison(),
        harmonisation: channel(.statutes).harmonisation(),
        rights: channel(.rights).rights(),
        moments: channel(.moments).moments()
      )
    }
  }

  private mutating func addBackground(_ background: [any Service], of name: ServiceName) {
    for service in background { add("\(name.rawValue) worker", service) }
  }

  private mutating func addListener(_ component: ServiceComponent, _ endpoint: Endpoint) throws {
    let address: GRPCNIOTransportHTTP2.SocketAddress =
      endpoint.host.contains(":")
      ? .ipv6(host: endpoint.host, port: endpoint.port) : .ipv4(host: endpoint.host, port: endpoint.port)
    let transport = HTTP2ServerTransport.Posix(
      address: address,
      transportSecurity: .plaintext,
      config: ServerSetup.serverConfig
    )
    add(
      "\(component.name) listener",
      ListenerService(name: component.name, endpoint: endpoint, server: ServerSetup.server(component, on: transport))
    )
  }

  private mutating func addServer<Transport: ServerTransport>(_ component: ServiceComponent, _ transport: Transport) {
    add("\(component.name) server", ServerService(ServerSetup.server(component, on: transport)))
  }
}
