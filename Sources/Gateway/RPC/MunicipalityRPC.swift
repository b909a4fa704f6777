import CareTypes
import GRPCCore
import GatewayAPI
import MomentsAPI
import RegistrationAPI
import RightsAPI
import ServiceCore
import ServiceRuntime
import StatutesAPI
import SwiftProtobuf
import Synchronization
import TypeAPI

/// Answers `mantel.gateway.v1.MunicipalityService`: holds each call against the client's scope, and passes it on.
struct MunicipalityRPC: Mantel_Gateway_V1_MunicipalityService.SimpleServiceProtocol {
  let registration: any Mantel_Registration_V1_RegistrationService.ClientProtocol
  let statutes: any Mantel_Statutes_V1_StatutesService.ClientProtocol
  let rights: any Mantel_Rights_V1_RightsService.ClientProtocol
  let moments: any Mantel_Moments_V1_MomentsService.ClientProtocol
  let questions: NumberQuestions
  /// After so long the stream of HingeMoments that is watched is opened anew. Inside one process a service does not learn
  /// that the reader of its stream left, and would go on for nobody.
  var watchRenewal = Duration.seconds(300)

  func registerCareSituation(
    request: Mantel_Gateway_V1_RegisterCareSituationRequest,
    context: ServerContext
  ) async throws -> Mantel_Gateway_V1_RegisterCareSituationResponse {
    let call = try AuthenticatedCall.required()
    let scope = try call.municipalities().map(\.digits)
    let new = request.careSituation
    let municipalities = [new.caregiver.municipality, new.recipient.municipality]
    // What cannot be a municipality goes on: Registration takes no such care situation, and names every wrong field.
    let isMalformed = municipalities.contains { (try? NISCode($0)) == nil }
    let answer = try await questions.ask(
      by: RegistrationPassages.numbers(new),
      told: { $0.draft.isEmpty ? .nothing : .mismatch }
    ) {
      guard isMalformed || municipalities.contains(where: scope.contains) else {
        throw Refusal(.outOfScope, "Neither the caregiver nor the recipient lives in a municipality of this client")
      }
      return try await Upstream.ask { options in
        try await registration.registerCareSituation(
          .with {
            $0.requestID = request.requestID
            if request.hasCareSituation { $0.careSituation = new }
            $0.draftIfIdentityDiffers = request.draftIfIdentityDiffers
          },
          options: options
        )
      }
    }
    call.resource = answer.draft.isEmpty ? answer.careSituation : answer.draft
    call.shown = [answer.caregiver, answer.recipient].filter { !$0.isEmpty }
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

  func getCareSituation(
    request: Mantel_Gateway_V1_GetCareSituationRequest,
    context: ServerContext
  ) async throws -> Mantel_Gateway_V1_GetCareSituationResponse {
    try await requireVisible(.careSituations, request.name, field: "name")
    let answer = try await Upstream.ask(about: request.name) { options in
      try await registration.getCareSituation(
        .with {
          $0.name = request.name
          if request.hasAsOfDate { $0.asOfDate = request.asOfDate }
          if request.hasKnownDate { $0.knownDate = request.knownDate }
        },
        options: options
      )
    }
    let situation = answer.careSituation
    try AuthenticatedCall.required().shown = [situation.caregiver.name, situation.recipient.name]
    return .with { $0.careSituation = situation }
  }

  func listCareSituations(
    request: Mantel_Gateway_V1_ListCareSituationsRequest,
    context: ServerContext
  ) async throws -> Mantel_Gateway_V1_ListCareSituationsResponse {
    let call = try AuthenticatedCall.required()
    let scope = try call.municipalities()
    var validation = Validation()
    let code = validation.value("municipality") { () throws(ValueError) in try NISCode(request.municipality) }
    let municipality = try validation.finish(code)
    call.resource = municipality.digits
    guard scope.contains(municipality) else { throw Refusal.notFound("The municipality \(municipality)") }
    let answer = try await Upstream.ask { options in
      try await registration.listCareSituations(
        .with {
          $0.municipality = request.municipality
          $0.pageSize = request.pageSize
          $0.pageToken = request.pageToken
        },
        options: options
      )
    }
    call.shown = answer.careSituations.map(\.name)
    return .with {
      $0.careSituations = answer.careSituations
      $0.nextPageToken = answer.nextPageToken
    }
  }

  func endCareSituation(
    request: Mantel_Gateway_V1_EndCareSituationRequest,
    context: ServerContext
  ) async throws -> Mantel_Gateway_V1_EndCareSituationResponse {
    try await requireVisible(.careSituations, request.name, field: "name")
    let answer = try await Upstream.ask(about: request.name) { options in
      try await registration.endCareSituation(
        .with {
          $0.requestID = request.requestID
          $0.name = request.name
          if request.hasEndDate { $0.endDate = request.endDate }
          $0.reason = request.reason
          $0.etag = request.etag
        },
        options: options
      )
    }
    return .with {
      $0.name = answer.name
      $0.etag = answer.etag
    }
  }

  func recordConsent(
    request: Mantel_Gateway_V1_RecordConsentRequest,
    context: ServerContext
  ) async throws -> Mantel_Gateway_V1_RecordConsentResponse {
    try await requireVisible(.persons, request.person, field: "person")
    let answer = try await Upstream.ask(about: request.person) { options in
      try await registration.recordConsent(
        .with {
          $0.requestID = request.requestID
          $0.person = request.person
          if request.hasConsent { $0.consent = request.consent }
          $0.confirmedWarnings = request.confirmedWarnings
        },
        options: options
      )
    }
    return .with {
      $0.recordTime = answer.recordTime
      $0.stands = answer.stands
    }
  }

  func withdrawConsent(
    request: Mantel_Gateway_V1_WithdrawConsentRequest,
    context: ServerContext
  ) async throws -> Mantel_Gateway_V1_WithdrawConsentResponse {
    try await requireVisible(.persons, request.person, field: "person")
    let answer = try await Upstream.ask(about: request.person) { options in
      try await registration.withdrawConsent(
        .with {
          $0.requestID = request.requestID
          $0.person = request.person
          $0.purpose = request.purpose
          if request.hasWithdrawDate { $0.withdrawDate = request.withdrawDate }
          $0.withdrawnBy = request.withdrawnBy
          $0.channel = request.channel
        },
        options: options
      )
    }
    // From the acknowledgement on no caregiver is told any more. When HingeMoments does not answer, the withdrawal stands
    // but is not acknowledged: the client repeats it with the same request id, Registration gives its first answer
    // again, and the notices are stopped then.
    for person in request.purpose == .hospital ? answer.persons : [] {
      _ = try await Upstream.ask { options in
        try await moments.stopNotices(
          .with {
            $0.person = person
            $0.sequence = answer.sequence
          },
          options: options
        )
      }
    }
    return .with { $0.recordTime = answer.recordTime }
  }

  func listDecisions(
    request: Mantel_Gateway_V1_ListDecisionsRequest,
    context: ServerContext
  ) async throws -> Mantel_Gateway_V1_ListDecisionsResponse {
    try await requireVisible(.careSituations, request.careSituation, field: "care_situation")
    let answer = try await Upstream.ask(about: request.careSituation) { options in
      try await rights.listDecisions(
        .with {
          $0.careSituation = request.careSituation
          $0.pageSize = request.pageSize
          $0.pageToken = request.pageToken
        },
        options: options
      )
    }
    return .with {
      $0.decisions = answer.decisions
      $0.nextPageToken = answer.nextPageToken
    }
  }

  func explainDecision(
    request: Mantel_Gateway_V1_ExplainDecisionRequest,
    context: ServerContext
  ) async throws -> Mantel_Gateway_V1_ExplainDecisionResponse {
    let call = try AuthenticatedCall.required()
    _ = try call.municipalities()
    _ = try ResourceCollection.decisions.id(ofField: "name", request.name)
    call.resource = request.name
    let answer = try await Upstream.ask(about: request.name) { options in
      try await rights.explainDecision(.with { $0.name = request.name }, options: options)
    }
    try await Visibility(registration: registration)
      .require(answer.decision.careSituation, of: call, as: request.name)
    let version = "\(answer.decision.provision)/versions/\(answer.decision.provisionVersion)"
    let applied = try await Upstream.ask { options in
      try await statutes.getProvision(.with { $0.name = version }, options: options)
    }
    return .with {
      $0.decision = answer.decision
      $0.lines = answer.lines
      $0.provision = applied.provision
    }
  }

  func watchNotices(
    request: Mantel_Gateway_V1_WatchNoticesRequest,
    response: RPCWriter<Mantel_Gateway_V1_WatchNoticesResponse>,
    context: ServerContext
  ) async throws {
    let call = try AuthenticatedCall.required()
    let municipalities = try call.municipalities().map(\.digits).sorted()
    call.resource = municipalities.joined(separator: " ")
    let sequence = Mutex(request.afterSequence)
    var isOpen = true
    while isOpen {
      isOpen = try await Upstream.read(atMost: watchRenewal) { options in
        let watched = Mantel_Moments_V1_WatchNoticesRequest.with {
          $0.municipalities = municipalities
          $0.afterSequence = sequence.withLock { $0 }
        }
        try await moments.watchNotices(watched, options: options) { answer in
          for try await message in answer.messages {
            try await response.write(.with { $0.notice = message.notice })
            sequence.withLock { $0 = message.notice.sequence }
          }
        }
      }
    }
  }

  func acknowledgeNotice(
    request: Mantel_Gateway_V1_AcknowledgeNoticeRequest,
    context: ServerContext
  ) async throws -> Mantel_Gateway_V1_AcknowledgeNoticeResponse {
    let call = try AuthenticatedCall.required()
    let scope = try call.municipalities()
    _ = try ResourceCollection.notices.id(ofField: "name", request.name)
    call.resource = request.name
    let answer = try await Upstream.ask(about: request.name) { options in
      try await moments.acknowledgeNotice(
        .with {
          $0.requestID = request.requestID
          $0.name = request.name
          $0.municipalities = scope.map(\.digits).sorted()
        },
        options: options
      )
    }
    return .with { $0.acknowledgeTime = answer.acknowledgeTime }
  }

  // MARK: - Scope

  /// Refuses a resource outside the client's scope exactly as one that does not exist.
  private func requireVisible(_ collection: ResourceCollection, _ name: String, field: String) async throws {
    try await Visibility(registration: registration).require(collection, name, field: field)
  }
}
