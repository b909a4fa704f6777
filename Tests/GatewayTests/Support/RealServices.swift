import Assembly
import CareTypes
import GRPCCore
import GRPCInProcessTransport
import GatewayDomain
import ServiceCore
import ServiceRuntime
import TestSupport

@testable import Gateway

/// A gateway before the real services, each with a database of its own.
struct RealServices: Sendable {
  /// Calls the gateway.
  let gateway: GRPCClient<InProcessTransport.Client>
  /// Calls Registration itself, as Mantel's own work.
  let registration: GRPCClient<LocalTransport.Client>
  /// Calls Statutes itself, as Mantel's own work.
  let statutes: GRPCClient<LocalTransport.Client>
  /// The services that the gateway serves.
  let services: Set<String>
  /// The route table of the gateway.
  let routes: RouteTable
  /// The audit trail.
  let store: GatewayStore
  /// What stands for a number in the audit trail.
  let hash: NumberHash

  /// Serves them all on 1 June 2025.
  ///
  /// - Parameters:
  ///   - clients: The clients of the gateway, as their file has them.
  ///   - decisions: What the gateway has as Rights; nil for the real one.
  ///   - counting: Counts what the databases do, and the calls behind the gateway; nil: nothing is counted. With it the
  ///     services do no work of their own, so that only the calls count.
  ///   - body: Makes calls.
  static func serve<Value: Sendable>(
    clients: String,
    decisions: (@Sendable (GRPCClient<LocalTransport.Client>) -> [any RegistrableRPCService])? = nil,
    counting: WorkCounters? = nil,
    _ body: @Sendable (RealServices) async throws -> Value
  ) async throws -> Value {
    let resources = try TestResources(clients: clients, counters: counting)
    let services = try JoinedServices(of: resources)
    let isWorking = counting == nil
    return try await services.run(inBackground: isWorking, counting: counting?.calls) {
      try await CallContext.$current.withValue(CallContext(client: "test", scope: nil)) {
        let (registration, statutes) = (try services.client(.registration), try services.client(.statutes))
        let rights = try services.client(.rights)
        let shown = ServiceComponent(name: "decisions", rpcs: decisions.map { $0(rights) } ?? [])
        return try await withLocal(shown) { shown in
          var channels: [ServiceName: any ServiceChannel] = services.channels
          if decisions != nil { channels[.rights] = shown }
          let component = try resources.component(.gateway, reaching: channels)
          let store = try GatewayStore(resources.location(of: .gateway), clock: resources.clock)
          let routes = component.rpcs.compactMap { $0 as? RouteTable }.first
          return try await withServed(component, inBackground: isWorking) { gateway in
            guard let routes else { throw Refusal(.internal, "The gateway has no route table") }
            return try await body(
              RealServices(
                gateway: gateway,
                registration: registration,
                statutes: statutes,
                services: Set(component.descriptors.map(\.fullyQualifiedService)),
                routes: routes,
                store: store,
                hash: NumberHash(keys: resources.keys(of: .gateway))
              )
            )
          }
        }
      }
    }
  }
}

extension JoinedServices {
  /// Calls a service.
  ///
  /// - Throws: `StartupError` if it is not among them.
  fileprivate func client(_ name: ServiceName) throws -> GRPCClient<LocalTransport.Client> {
    guard let channel = channels[name] else { throw StartupError("There is no \(name.rawValue)") }
    return channel
  }
}
