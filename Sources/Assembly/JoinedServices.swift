package import GRPCCore
import Logging
package import ServiceLifecycle
package import ServiceRuntime

/// The four services behind the gateway in one process, which reach each other inside it.
package struct JoinedServices: Sendable {
  /// One of them.
  package struct Member: Sendable {
    /// Its name.
    package let name: ServiceName
    /// The service.
    package let component: ServiceComponent
    fileprivate let transport: LocalTransport
  }

  /// What a process runs, and the name under which it does.
  package typealias Running = ServiceGroupConfiguration.ServiceConfiguration

  /// The services, in the order in which they start.
  package let members: [Member]
  /// The way to each.
  package let channels: [ServiceName: GRPCClient<LocalTransport.Client>]

  /// Makes them.
  ///
  /// - Throws: `StartupError` if something that they are made of is missing, or a database cannot be opened.
  package init(of resources: some ServiceResources) throws {
    let names = ServiceName.allCases.filter { $0 != .gateway }
    let transports = names.map { ($0, LocalTransport()) }
    let channels = Dictionary(
      uniqueKeysWithValues: transports.map { name, transport in
        (name, GRPCClient(transport: transport.client, interceptors: transport.interceptors))
      }
    )
    members = try transports.map { name, transport in
      Member(name: name, component: try resources.component(name, reaching: channels), transport: transport)
    }
    self.channels = channels
  }

  /// The servers.
  ///
  /// - Parameter tally: Counts the calls; nil: they are not counted.
  package func servers(counting tally: CallTally? = nil) -> [Running] {
    members.map { member in
      let server = GRPCServer(
        transport: CheckedTransport(member.transport.server),
        services: member.component.rpcs,
        interceptors: (tally.map { [$0] } ?? []) + ServerSetup.interceptors(of: member.component)
      )
      return Running(service: ServerService(server), serviceName: "\(member.name.rawValue) server")
    }
  }

  /// What keeps the ways to the services open.
  package var connections: [Running] {
    members.compactMap { member in
      channels[member.name].map { Running(service: $0.service, serviceName: "\(member.name.rawValue) channel") }
    }
  }

  /// The work that the services do besides answering calls.
  package var background: [Running] {
    members.flatMap { member in
      member.component.background.map { Running(service: $0, serviceName: "\(member.name.rawValue) worker") }
    }
  }

  /// Runs them for the length of a body.
  ///
  /// - Parameters:
  ///   - inBackground: Whether they also do the work besides answering calls.
  ///   - tally: Counts the calls; nil: they are not counted.
  ///   - body: Makes calls through the channels.
  package func run<Value: Sendable>(
    inBackground: Bool = true,
    counting tally: CallTally? = nil,
    _ body: () async throws -> Value
  ) async throws -> Value {
    let running = ServiceGroup(
      configuration: ServiceGroupConfiguration(
        services: servers(counting: tally) + connections + (inBackground ? background : []),
        logger: Logger(label: "mantel")
      )
    )
    return try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await running.run() }
      do {
        let value = try await body()
        await running.triggerGracefulShutdown()
        try await group.waitForAll()
        return value
      } catch {
        group.cancelAll()
        throw error
      }
    }
  }
}
