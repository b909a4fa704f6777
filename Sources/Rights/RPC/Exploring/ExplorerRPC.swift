import CareTypes
import GRPCCore
import RightsAPI
import RightsDomain
import ServiceCore
import ServiceRuntime

typealias ExplorerProto = Mantel_Rights_V1_ExplorerService

/// Serves `mantel.rights.v1.ExplorerService`. Nothing of a request is stored, logged or counted.
struct ExplorerRPC: ExplorerProto.SimpleServiceProtocol {
  let store: RightsStore
  let clock: RegistryClock
  /// The municipalities and their mergers.
  let tables: ReferenceTables

  func exploreRights(
    request: Mantel_Rights_V1_ExploreRightsRequest,
    context: ServerContext
  ) async throws -> Mantel_Rights_V1_ExploreRightsResponse {
    let asked = try ExploreRequest(request, today: try clock.today(), tables)
    let profile = asked.profile
    let periods = try await store.lawPeriods(
      from: profile.told,
      in: [profile.caregiver.place, profile.recipient.place]
    )
    let exploration = Exploration(of: profile, under: periods, in: asked.language)
    return Mantel_Rights_V1_ExploreRightsResponse(
      exploration,
      asked,
      withOthers: request.withOthers
    )
  }
}
