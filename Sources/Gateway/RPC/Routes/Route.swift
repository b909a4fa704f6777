import GRPCCore
import ServiceRuntime

/// A row of the route table: one method that clients call at the gateway, and what answers it.
///
/// There is a type for each shape of call: `UnaryRoute`, `RequestStreamRoute` and `AnswerStreamRoute`.
protocol Route: Sendable {
  /// The columns that do not depend on the messages of the method.
  var row: RouteRow { get }

  /// Registers the method with a server.
  ///
  /// - Parameters:
  ///   - router: The server's methods.
  ///   - guards: What every call passes before it is answered.
  func register<Transport: ServerTransport>(in router: inout RPCRouter<Transport>, with guards: RouteGuards)
}
