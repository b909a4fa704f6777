import GRPCCore
import GatewayDomain
import ServiceCore

/// The columns of the route table that do not depend on the messages of the method.
struct RouteRow: Sendable {
  /// The method that clients call.
  let method: MethodDescriptor
  /// The kinds of client that may call it.
  let callers: [APIClient.Kind]
  /// Who holds a call to what its client may see.
  let scope: ScopeHolder
  /// How long a call may take.
  let deadline: RouteDeadline

  /// The columns of a method.
  init(_ method: MethodDescriptor, for callers: [APIClient.Kind], scope: ScopeHolder, deadline: RouteDeadline) {
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
