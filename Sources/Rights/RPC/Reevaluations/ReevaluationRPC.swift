import CareTypes
import GRPCCore
import RightsAPI
import RightsDomain
import ServiceCore
import ServiceRuntime
import SwiftProtobuf
import TypeAPI

typealias ReevaluationProto = Mantel_Rights_V1_ReevaluationService

/// Serves `mantel.rights.v1.ReevaluationService`: reads the request, calls the store and writes the answer.
struct ReevaluationRPC: ReevaluationProto.SimpleServiceProtocol {
  /// The most provisions that a request may name.
  private static let provisionLimit = 200

  let store: RightsStore
  let clock: RegistryClock

  func listReevaluations(
    request: Mantel_Rights_V1_ListReevaluationsRequest,
    context: ServerContext
  ) async throws -> Mantel_Rights_V1_ListReevaluationsResponse {
    var validation = Validation()
    let size = validation.pageSize(request.pageSize)
    try validation.finish()
    let query = "reevaluations"
    let before = try PageToken.readNumber(request.pageToken, query: query)
    let found = try await store.reevaluations(before: before, limit: size + 1)
    let page = found.prefix(size)
    return try .with {
      $0.reevaluations = try page.map { try Mantel_Rights_V1_Reevaluation($0.reevaluation) }
      if found.count > size, let last = page.last { $0.nextPageToken = PageToken(after: last.key).text(query: query) }
    }
  }

  func getReevaluation(
    request: Mantel_Rights_V1_GetReevaluationRequest,
    context: ServerContext
  ) async throws -> Mantel_Rights_V1_GetReevaluationResponse {
    let answer = try await answer(Self.id(request.name))
    return .with { $0.reevaluation = answer }
  }

  func startReevaluation(
    request: Mantel_Rights_V1_StartReevaluationRequest,
    context: ServerContext
  ) async throws -> Mantel_Rights_V1_StartReevaluationResponse {
    let command = try Command(request.requestID, ReevaluationProto.Method.StartReevaluation.descriptor, request)
    let today = try clock.today()
    var validation = Validation()
    validation.require(
      request.provisions.count <= Self.provisionLimit,
      "provisions",
      "has more than \(Self.provisionLimit) elements"
    )
    var names: Set<String> = []
    for (index, name) in request.provisions.prefix(Self.provisionLimit).enumerated() {
      validation.provisionName("provisions[\(index)]", name, among: &names)
    }
    let table = store.municipalities
    let municipalities = request.municipalities.enumerated().compactMap { index, text in
      validation.value("municipalities[\(index)]") { () throws(ValueError) in
        let code = try NISCode(text)
        _ = try table.successor(of: code, at: today)
        return code
      }
    }
    let since =
      request.hasSinceDate
      ? validation.pastDay("since_date", request.sinceDate, isSet: true, today: today) : nil
    try validation.finish()
    let id = try await store.startReevaluation(
      of: request.provisions,
      in: municipalities,
      since: since,
      command: command
    )
    let answer = try await answer(id)
    return .with { $0.reevaluation = answer }
  }

  func cancelReevaluation(
    request: Mantel_Rights_V1_CancelReevaluationRequest,
    context: ServerContext
  ) async throws -> Mantel_Rights_V1_CancelReevaluationResponse {
    let command = try Command(request.requestID, ReevaluationProto.Method.CancelReevaluation.descriptor, request)
    let answer = try await answer(store.cancelReevaluation(Self.id(request.name), command: command))
    return .with { $0.reevaluation = answer }
  }

  func resumeReevaluation(
    request: Mantel_Rights_V1_ResumeReevaluationRequest,
    context: ServerContext
  ) async throws -> Mantel_Rights_V1_ResumeReevaluationResponse {
    let command = try Command(request.requestID, ReevaluationProto.Method.ResumeReevaluation.descriptor, request)
    let answer = try await answer(store.resumeReevaluation(Self.id(request.name), command: command))
    return .with { $0.reevaluation = answer }
  }

  private static func id(_ name: String) throws -> OpaqueID {
    try ResourceCollection.reevaluations.id(ofField: "name", name)
  }

  private func answer(_ id: OpaqueID) async throws -> Mantel_Rights_V1_Reevaluation {
    try Mantel_Rights_V1_Reevaluation(await store.reevaluation(id))
  }
}
