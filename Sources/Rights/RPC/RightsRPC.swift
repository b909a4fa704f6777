import CareTypes
import EventsAPI
import GRPCCore
import RightsAPI
import RightsDomain
import ServiceCore
import ServiceRuntime
import SwiftProtobuf
import TypeAPI

typealias RightsProto = Mantel_Rights_V1_RightsService

/// Serves `mantel.rights.v1.RightsService`: reads the request, calls the store and writes the answer.
struct RightsRPC: RightsProto.SimpleServiceProtocol {
  let store: RightsStore
  let clock: RegistryClock
  /// The municipalities and their mergers.
  let tables: ReferenceTables

  func listDecisions(
    request: Mantel_Rights_V1_ListDecisionsRequest,
    context: ServerContext
  ) async throws -> Mantel_Rights_V1_ListDecisionsResponse {
    let id = try ResourceCollection.careSituations.id(ofField: "care_situation", request.careSituation)
    var validation = Validation()
    let size = validation.pageSize(request.pageSize)
    try validation.finish()
    let query = "decisions of \(id)"
    let after = try PageToken.read(request.pageToken, query: query)?.key ?? ""
    let found = try await store.decisions(of: id, after: after, limit: size + 1)
    return .with {
      $0.decisions = found.prefix(size).map(Mantel_Rights_V1_Decision.init)
      if found.count > size { $0.nextPageToken = PageToken(after: found[size - 1].provision.name).text(query: query) }
    }
  }

  func explainDecision(
    request: Mantel_Rights_V1_ExplainDecisionRequest,
    context: ServerContext
  ) async throws -> Mantel_Rights_V1_ExplainDecisionResponse {
    let id = try ResourceCollection.decisions.id(ofField: "name", request.name)
    let decision = try await store.decision(id)
    return try .with {
      $0.decision = Mantel_Rights_V1_Decision(decision)
      $0.lines = try Mantel_Rights_V1_ExplanationLine.lines(of: decision)
    }
  }

  func replayDecision(
    request: Mantel_Rights_V1_ReplayDecisionRequest,
    context: ServerContext
  ) async throws -> Mantel_Rights_V1_ReplayDecisionResponse {
    let id = try ResourceCollection.decisions.id(ofField: "name", request.name)
    let decision = try await store.decision(id)
    let replayed = try decision.replayed()
    return .with {
      $0.stored = decision.result.outcome.message
      $0.replayed = replayed.outcome.message
      $0.same = replayed == decision.result && decision.isIntact
    }
  }

  func getProgress(
    request: Mantel_Rights_V1_GetProgressRequest,
    context: ServerContext
  ) async throws -> Mantel_Rights_V1_GetProgressResponse {
    var response = Mantel_Rights_V1_GetProgressResponse()
    response.registrationSequence = try await store.cursor(of: .registration)
    response.statutesSequence = try await store.cursor(of: .statutes)
    response.momentsSequence = try await store.cursor(of: .moments)
    response.waiting = try await store.waiting()
    return response
  }
}
