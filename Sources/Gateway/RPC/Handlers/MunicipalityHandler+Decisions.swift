import GRPCCore
import GatewayAPI
import RightsAPI
import ServiceRuntime
import StatutesAPI
import SwiftProtobuf

extension MunicipalityHandler {
  /// Lists the decisions (beslissingen) about a care situation.
  func listDecisions(
    _ request: Mantel_Gateway_V1_ListDecisionsRequest,
    _ options: CallOptions
  ) async throws -> Mantel_Gateway_V1_ListDecisionsResponse {
    let answer = try await services.rights.listDecisions(
      .with {
        $0.careSituation = request.careSituation
        $0.pageSize = request.pageSize
        $0.pageToken = request.pageToken
        if request.hasDate { $0.date = request.date }
        if request.hasKnownTime { $0.knownTime = request.knownTime }
      },
      options: options
    )
    return .with {
      $0.decisions = answer.decisions
      $0.nextPageToken = answer.nextPageToken
    }
  }

  /// Finds a decision, to be shown to nobody before its care situation is checked.
  func decision(
    _ request: Mantel_Gateway_V1_ExplainDecisionRequest,
    _ options: CallOptions
  ) async throws -> Mantel_Rights_V1_ExplainDecisionResponse {
    try await services.rights.explainDecision(.with { $0.name = request.name }, options: options)
  }

  /// Explains a decision whose care situation the client sees, with the version of the provision that was applied.
  func explainDecision(
    _ request: Mantel_Gateway_V1_ExplainDecisionRequest,
    _ answer: Mantel_Rights_V1_ExplainDecisionResponse,
    _ options: CallOptions
  ) async throws -> Mantel_Gateway_V1_ExplainDecisionResponse {
    let version = "\(answer.decision.provision)/versions/\(answer.decision.provisionVersion)"
    let applied = try await Upstream.inWordsOfService {
      try await Upstream.ask { options in
        try await services.statutes.getProvision(.with { $0.name = version }, options: options)
      }
    }
    return .with {
      $0.decision = answer.decision
      $0.lines = answer.lines
      $0.provision = applied.provision
    }
  }
}
