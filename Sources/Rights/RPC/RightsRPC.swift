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
    let (date, known) = validation.asOf(
      request.hasDate ? request.date : nil,
      request.hasKnownTime ? request.knownTime : nil,
      today: try clock.today()
    )
    try validation.finish()
    let query = "decisions of \(id) \(date?.isoText ?? "") \(known?.microseconds ?? 0)"
    let after = try PageToken.read(request.pageToken, query: query)?.key
    let found = try await store.decisions(of: id, on: date, knownAt: known, after: "", limit: .max)
    let entries = found.map { ListGroup.Entry($0.result.outcome, missing: $0.result.missing, catalogue: $0.catalogue) }
    let page = GroupedPage(found, entries, after: after, size: size) { $0.provision.name }
    return .with {
      $0.decisions = page.items.map { decision, group in
        var message = Mantel_Rights_V1_Decision(decision)
        (message.groupNl, message.groupEn) = (group.heading.dutch, group.heading.english)
        return message
      }
      if let last = page.nextAfter { $0.nextPageToken = PageToken(after: last).text(query: query) }
    }
  }

  func explainDecision(
    request: Mantel_Rights_V1_ExplainDecisionRequest,
    context: ServerContext
  ) async throws -> Mantel_Rights_V1_ExplainDecisionResponse {
    var validation = Validation()
    let name = validation.decision("name", request.name, today: try clock.today())
    let decision = try await store.decision(validation.finish(name))
    return try .with {
      $0.decision = Mantel_Rights_V1_Decision(decision)
      $0.lines = try Mantel_Rights_V1_ExplanationLine.lines(of: decision)
    }
  }

  func replayDecision(
    request: Mantel_Rights_V1_ReplayDecisionRequest,
    context: ServerContext
  ) async throws -> Mantel_Rights_V1_ReplayDecisionResponse {
    var validation = Validation()
    let name = validation.decision("name", request.name, today: try clock.today())
    let decision = try await store.decision(validation.finish(name))
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
