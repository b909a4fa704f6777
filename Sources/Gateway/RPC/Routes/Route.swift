import GatewayDomain
import ServiceCore
import ServiceRuntime
import GRPCCore

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

/// The columns of the route table that do not depend on the messages of the method.
struct RouteRow: Sendable {
  /// The method that clients call.
  let method: MethodDescriptor
  /// The kinds of client that may call it.
  let callers: [APIClient.Kind]
  /// Where a call is held to what its client may see.
  let scope: ScopeCheckedBy
  /// How long a call may take.
  let deadline: RouteDeadline

  /// A row for municipalities, scoped by the service that answers, with the usual deadline, unless said otherwise.
  init(
    _ method: MethodDescriptor,
    for callers: [APIClient.Kind] = [.municipality],
    scope: ScopeCheckedBy = .byService,
    deadline: RouteDeadline = .usual
  ) {
    self.method = method
    self.callers = callers
    self.scope = scope
    self.deadline = deadline
  }

  /// Notes that the current call is one of this method.
  ///
  /// - Returns: The call, of a client that may make it.
  /// - Throws: `Refusal` with `unauthenticated` outside a call, with `outOfScope` for a client of another kind.
  func admit() throws(Refusal) -> AuthenticatedCall {
    let call = try AuthenticatedCall.required()
    try call.require(callers)
    return call
  }
}

/// What calls pass before they are answered, whatever the method.
struct RouteGuards: Sendable {
  /// Notes which people clients ask about by number, and slows down who guesses.
  let probes: ProbeGuard
  /// Asks Registration whether a client may see a record.
  let visibility: RecordVisibility
}
