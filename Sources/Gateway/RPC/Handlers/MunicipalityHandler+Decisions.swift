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
      },
      options: options
    )
    return .with {
      $0.decisions = answer.decisions
      $0.nextPageToken = answer.nextPageToken
    }
  }

  /// Explains a decision, with the version of the provision that was applied.
  ///
  /// - Throws: `Refusal` for a decision about a care situation that the client does not see, before anything else is
  ///   asked about it.
  func explainDecision(
    _ request: Mantel_Gateway_V1_ExplainDecisionRequest,
    _ options: CallOptions
  ) async throws -> Mantel_Gateway_V1_ExplainDecisionResponse {
    let answer = try await services.rights.explainDecision(.with { $0.name = request.name }, options: options)
    try await visibility.require(answer.decision.careSituation)
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
