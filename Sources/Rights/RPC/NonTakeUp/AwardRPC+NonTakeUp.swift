import CareTypes
import GRPCCore
import RightsAPI
import RightsDomain
import ServiceCore
import ServiceRuntime
import SwiftProtobuf

extension AwardRPC {
  func listNonTakeUp(
    request: Mantel_Rights_V1_ListNonTakeUpRequest,
    context: ServerContext
  ) async throws -> Mantel_Rights_V1_ListNonTakeUpResponse {
    let today = try clock.today()
    var validation = Validation()
    let size = validation.pageSize(request.pageSize)
    let question = try validation.nonTakeUp(
      request.municipality,
      request.provision,
      request.reasons,
      on: today,
      store.municipalities
    )
    let reasons = question.reasons.map(\.rawValue).sorted()
    let query = "non-take-up in \(request.municipality) of \(request.provision) for \(reasons)"
    let place = try PageToken.read(request.pageToken, query: query).flatMap { NonTakeUpPlace($0.key) }
    let page = try await store.nonTakeUp(question, after: place, limit: size)
    return try .with {
      $0.items = try page.found.map(Mantel_Rights_V1_NonTakeUp.init)
      if let next = page.next { $0.nextPageToken = PageToken(after: next).text(query: query) }
    }
  }

  func countNonTakeUp(
    request: Mantel_Rights_V1_CountNonTakeUpRequest,
    context: ServerContext
  ) async throws -> Mantel_Rights_V1_CountNonTakeUpResponse {
    var validation = Validation()
    let question = try validation.nonTakeUp(
      request.municipality,
      request.provision,
      [],
      on: clock.today(),
      store.municipalities
    )
    let counts = try await store.countTakeUp(question)
    return .with {
      $0.provisions = counts.sorted { $0.key < $1.key }.map { Mantel_Rights_V1_ProvisionTakeUp($0.value) }
    }
  }
}
