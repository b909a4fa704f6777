import GatewayDomain
import GatewayAPI

/// The rows of `mantel.gateway.v1.ZoneService`.
struct ZoneRoutes {
  private typealias Methods = Mantel_Gateway_V1_ZoneService.Method

  /// Answers the methods.
  let handler: ZoneHandler

  /// The rows.
  var all: [any Route] {
    [
      UnaryRoute(
        Methods.QueryAggregate.descriptor,
        for: [.careCouncil],
        within: .zoneOfClient,
        about: .known { $1.zone ?? "" },
        limitsEachCall: true,
        handler.queryAggregate
      ),
      UnaryRoute(
        Methods.SimulateProposal.descriptor,
        for: [.careCouncil],
        within: .zoneOfClient,
        deadline: .simulation,
        about: .known(handler.subject),
        limitsEachCall: true,
        handler.simulateProposal
      ),
    ]
  }
}
