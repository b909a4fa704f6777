import GRPCCore
import GatewayAPI
import RegistrationAPI
import ServiceRuntime
import SwiftProtobuf

/// Answers the methods of `mantel.gateway.v1.MunicipalityService`: translates each request for the service behind that
/// knows the answer, and its answer back.
struct MunicipalityHandler: Sendable {
  /// The services behind the gateway.
  let services: ServicesBehind
  /// How long a stream of HingeMoments is read before it is opened anew. Within one process a service does not notice that
  /// the reader of its stream has left, and would go on forever.
  let watchRenewal: Duration

  /// Registers a care situation.
  func registerCareSituation(
    _ request: Mantel_Gateway_V1_RegisterCareSituationRequest,
    _ options: CallOptions
  ) async throws -> Mantel_Gateway_V1_RegisterCareSituationResponse {
    let answer = try await services.registration.registerCareSituation(
      .with {
        $0.requestID = request.requestID
        if request.hasCareSituation { $0.careSituation = request.careSituation }
        $0.draftIfIdentityDiffers = request.draftIfIdentityDiffers
      },
      options: options
    )
    return .with {
      $0.careSituation = answer.careSituation
      $0.caregiver = answer.caregiver
      $0.recipient = answer.recipient
      $0.etag = answer.etag
      if answer.hasCreateTime { $0.createTime = answer.createTime }
      $0.differingFields = answer.differingFields
      $0.draft = answer.draft
    }
  }

  /// Reads a care situation.
  func getCareSituation(
    _ request: Mantel_Gateway_V1_GetCareSituationRequest,
    _ options: CallOptions
  ) async throws -> Mantel_Gateway_V1_GetCareSituationResponse {
    let answer = try await services.registration.getCareSituation(
      .with {
        $0.name = request.name
        if request.hasAsOfDate { $0.asOfDate = request.asOfDate }
        if request.hasKnownDate { $0.knownDate = request.knownDate }
      },
      options: options
    )
    return .with { $0.careSituation = answer.careSituation }
  }

  /// Lists the care situations of a municipality.
  func listCareSituations(
    _ request: Mantel_Gateway_V1_ListCareSituationsRequest,
    _ options: CallOptions
  ) async throws -> Mantel_Gateway_V1_ListCareSituationsResponse {
    let answer = try await services.registration.listCareSituations(
      .with {
        $0.municipality = request.municipality
        $0.pageSize = request.pageSize
        $0.pageToken = request.pageToken
      },
      options: options
    )
    return .with {
      $0.careSituations = answer.careSituations
      $0.nextPageToken = answer.nextPageToken
    }
  }

  /// Ends a care situation.
  func endCareSituation(
    _ request: Mantel_Gateway_V1_EndCareSituationRequest,
    _ options: CallOptions
  ) async throws -> Mantel_Gateway_V1_EndCareSituationResponse {
    let answer = try await services.registration.endCareSituation(
      .with {
        $0.requestID = request.requestID
        $0.name = request.name
        if request.hasEndDate { $0.endDate = request.endDate }
        $0.reason = request.reason
        $0.etag = request.etag
      },
      options: options
    )
    return .with {
      $0.name = answer.name
      $0.etag = answer.etag
    }
  }
}
