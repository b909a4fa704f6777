import Assembly
import CareTypes
import GRPCCore
import GRPCNIOTransportHTTP2
import ServiceCore
import ServiceLifecycle
import ServiceRuntime

/// Puts a process together: which services it runs, and how they reach each other.
struct Composition {
  private let settings: Settings
  private let resources: ProcessResources

  /// What runs, in the order of its start; it is stopped in reverse.
  private(set) var services: [ServiceGroupConfiguration.ServiceConfiguration] = []

  /// - Parameter clockStart: The time at which a clock that is set by hand starts; nil: the machine's clock.
  init(settings: Settings, clockStart: Instant? = nil) throws {
    self.settings = settings
    resources = try ProcessResources(settings: settings, clockStart: clockStart)
  }

  /// What time it is for the services.
  var now: Instant { resources.clock.now }

  /// All five in one process: they reach each other inside it, and the gateway listens.
  mutating func addAll() throws {
    let joined = try JoinedServices(of: resources)
    let gateway = try resources.component(.gateway, reaching: joined.channels)
    // Servers first: they drain last, after the workers and the gateway that call them.
    services += joined.servers()
    for member in joined.members {
      if let endpoint = try settings.listen(member.name) { try addListener(member.component, endpoint) }
    }
    services += joined.connections + joined.background
    try addListener(gateway, settings.listenOrDefault(.gateway))
    addBackground(gateway.background, of: .gateway)
  }

  /// One service in a process of its own: it reaches the others over TCP.
  mutating func add(_ name: ServiceName) throws {
    var channels: [ServiceName: any ServiceChannel] = [:]
    for upstream in name.upstreams {
      let channel = try Self.channel(to: settings.address(upstream))
      channels[upstream] = channel
      add("\(upstream.rawValue) channel", channel.service)
    }
    let component = try resources.component(name, reaching: channels)
    addBackground(component.background, of: name)
    try addListener(component, settings.listenOrDefault(name))
  }

  /// Adds a service of the process itself.
  mutating func add(_ name: String, _ service: any Service) {
    services.append(.init(service: service, serviceName: name))
  }

  /// A channel to a service in another process.
  private static func channel(to endpoint: Endpoint) throws -> GRPCClient<HTTP2ClientTransport.Posix> {
    // Names are resolved; addresses are taken as they are.
    GRPCClient(
      transport: try HTTP2ClientTransport.Posix(
        target: .dns(host: endpoint.host, port: endpoint.port),
        transportSecurity: .plaintext,
        serviceConfig: ServerSetup.serviceConfig
      ),
      interceptors: [UpstreamInterceptor(), TimeoutInterceptor()]
    )
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
}
