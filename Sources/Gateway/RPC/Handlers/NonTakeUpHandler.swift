import GRPCCore
import RegistrationAPI
import RightsAPI
import ServiceRuntime
import SwiftProtobuf

/// Answers what people do not take up: Rights lists it, and what belongs to records that the client does not see is left
/// out, because Rights does not know which records are sealed.
struct NonTakeUpHandler: Sendable {
  /// The services behind the gateway.
  let services: ServicesBehind

  /// A page of the work list of a municipality.
  func listNonTakeUp(
    _ request: Mantel_Rights_V1_ListNonTakeUpRequest
  ) async throws -> Mantel_Rights_V1_ListNonTakeUpResponse {
    var page = try await Upstream.ask { try await services.awards.listNonTakeUp(request, options: $0) }
    let names = Set(page.items.map(\.careSituation)).sorted()
    if names.isEmpty { return page }
    let seen = try await Upstream.ask { options in
      try await services.registration.filterCareSituations(.with { $0.names = names }, options: options)
    }
    let visible = Set(seen.names)
    page.items.removeAll { !visible.contains($0.careSituation) }
    return page
  }
}
