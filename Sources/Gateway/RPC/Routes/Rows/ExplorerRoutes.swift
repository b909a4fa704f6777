import GatewayDomain
import RightsAPI

/// The row of `mantel.rights.v1.ExplorerService`. The law is public, and a profile belongs to nobody in the registry: no scope
/// applies. Of what a profile tells nothing goes into the audit trail, only that the call was made.
struct ExplorerRoutes {
  private typealias Methods = Mantel_Rights_V1_ExplorerService.Method

  /// The services behind the gateway.
  let services: ServicesBehind

  /// The rows.
  var all: [any Route] {
    [
      UnaryRoute(
        Methods.ExploreRights.descriptor,
        for: APIClient.Kind.allCases,
        scope: .notNeeded,
        about: .nothing
      ) { try await services.explorer.exploreRights($0, options: $1) }
    ]
  }
}
