import ServiceCore
import ServiceRuntime

/// How long a call of a route may take.
enum RouteDeadline: Sendable, Hashable {
  /// 30 seconds in all for a client that sets no deadline; 10 seconds for a service behind the gateway.
  case usual
  /// 120 seconds in all for a client that sets no deadline; 100 seconds for a service behind the gateway. A simulation
  /// goes over every care situation in Flanders, a count of what is not taken up over those of a municipality.
  case simulation
  /// As long as the client allows: a stream lasts as long as its client sends or reads.
  case asLongAsClient

  /// How long a call without a deadline may take in all; nil for the default of every service.
  var withoutClientDeadline: Duration? { self == .simulation ? .seconds(120) : nil }

  /// How long a call to a service behind the gateway may take, if the client waits that long; nil for as long as it waits.
  var longestUpstreamCall: Duration? {
    switch self {
    case .usual: CallContext.longestUpstreamCall
    case .simulation: .longestSimulation
    case .asLongAsClient: nil
    }
  }
}
