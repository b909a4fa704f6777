import GRPCCore
import ServiceRuntime

/// Every method that clients call at the gateway, one row each: who may call it, what holds its scope, what the
/// audit trail keeps of it, how long it may take, and what answers it.
///
/// Nothing else is served to clients but the health protocol. The interceptors of the gateway take what differs from
/// method to method from here.
struct RouteTable: RegistrableRPCService {
  /// The rows.
  let routes: [any Route]
  private let guards: RouteGuards

  /// A table of rows.
  init(_ routes: [any Route], with guards: RouteGuards) {
    self.routes = routes
    self.guards = guards
  }

  /// Registers every method with a server.
  func registerMethods<Transport: ServerTransport>(with router: inout RPCRouter<Transport>) {
    for route in routes { route.register(in: &router, with: guards) }
  }

  /// The services that the methods belong to, for the health protocol, each once.
  var services: [ServiceDescriptor] {
    var seen: Set<ServiceDescriptor> = []
    return routes.map(\.row.method.service).filter { seen.insert($0).inserted }
  }

  /// The methods that may take longer than others if the client sets no deadline, by their full names.
  var longDeadlines: [String: Duration] {
    var found: [String: Duration] = [:]
    for row in routes.map(\.row) { found[row.method.fullyQualifiedMethod] = row.deadline.withoutClientDeadline }
    return found
  }
}
