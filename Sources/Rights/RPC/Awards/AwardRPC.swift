import CareTypes
import GRPCCore
import RightsAPI
import RightsDomain
import RuleLanguage
import ServiceCore
import ServiceRuntime
import SwiftProtobuf
import TypeAPI

typealias AwardProto = Mantel_Rights_V1_AwardService

/// Serves `mantel.rights.v1.AwardService`: reads the request, calls the store and writes the answer.
struct AwardRPC: AwardProto.SimpleServiceProtocol {
  let store: RightsStore
  let clock: RegistryClock

  func listAwards(
    request: Mantel_Rights_V1_ListAwardsRequest,
    context: ServerContext
  ) async throws -> Mantel_Rights_V1_ListAwardsResponse {
    var validation = Validation()
    let id = validation.value("care_situation") { () throws(ValueError) in
      try ResourceCollection.careSituations.id(from: request.careSituation)
    }
    let size = validation.pageSize(request.pageSize)
    let today = try clock.today()
    let (date, known) = validation.asOf(
      request.hasDate ? request.date : nil,
      request.hasKnownTime ? request.knownTime : nil,
      today: today
    )
    let situation = try validation.finish(id)
    let query = "awards of \(situation) \(date ?? today) \(known?.microseconds ?? 0)"
    let after = try PageToken.read(request.pageToken, query: query)?.key
    let found = try await store.awards(of: situation, on: date ?? today, knownAt: known)
    let entries = found.map { view in
      ListGroup.Entry(
        view.award.state,
        missing: view.decision?.result.missing ?? [],
        catalogue: view.decision?.catalogue ?? .care
      )
    }
    let page = GroupedPage(found, entries, after: after, size: size) { $0.award.key.provision }
    return try .with {
      $0.awards = try page.items.map { view, group in
        var message = try Mantel_Rights_V1_Award(view, withSteps: false)
        (message.groupNl, message.groupEn) = (group.heading.dutch, group.heading.english)
        return message
      }
      if let last = page.nextAfter { $0.nextPageToken = PageToken(after: last).text(query: query) }
    }
  }

  func getAward(
    request: Mantel_Rights_V1_GetAwardRequest,
    context: ServerContext
  ) async throws -> Mantel_Rights_V1_GetAwardResponse {
    var validation = Validation()
    let key = validation.award("name", request.name)
    let today = try clock.today()
    let (date, known) = validation.asOf(
      request.hasDate ? request.date : nil,
      request.hasKnownTime ? request.knownTime : nil,
      today: today
    )
    let view = try await store.award(validation.finish(key), on: date ?? today, knownAt: known)
    return try .with { $0.award = try Mantel_Rights_V1_Award(view, withSteps: true) }
  }

  func applyForAward(
    request: Mantel_Rights_V1_ApplyForAwardRequest,
    context: ServerContext
  ) async throws -> Mantel_Rights_V1_ApplyForAwardResponse {
    let command = try Command(request.requestID, AwardProto.Method.ApplyForAward.descriptor, request)
    let today = try clock.today()
    var validation = Validation()
    let key = validation.award("name", request.name)
    let day = validation.pastDay("apply_date", request.applyDate, isSet: request.hasApplyDate, today: today)
    let signatures = validation.signatures("signatures", request.signatures, today: today)
    let action = AwardAction.applied(on: try validation.finish(day), signatures: signatures)
    let state = try await record(action, on: [validation.finish(key)], command)[0]
    return .with { $0.state = Mantel_Rights_V1_AwardState(state) }
  }

  func signAward(
    request: Mantel_Rights_V1_SignAwardRequest,
    context: ServerContext
  ) async throws -> Mantel_Rights_V1_SignAwardResponse {
    let command = try Command(request.requestID, AwardProto.Method.SignAward.descriptor, request)
    let today = try clock.today()
    var validation = Validation()
    let key = validation.award("name", request.name)
    validation.requireGiven(!request.signatures.isEmpty, "signatures")
    let signatures = validation.signatures("signatures", request.signatures, today: today)
    let state = try await record(.signed(signatures), on: [validation.finish(key)], command)[0]
    return .with { $0.state = Mantel_Rights_V1_AwardState(state) }
  }

  func ruleOnAwards(
    request: Mantel_Rights_V1_RuleOnAwardsRequest,
    context: ServerContext
  ) async throws -> Mantel_Rights_V1_RuleOnAwardsResponse {
    let command = try Command(request.requestID, AwardProto.Method.RuleOnAwards.descriptor, request)
    var validation = Validation()
    let keys = validation.awards("names", request.names)
    let ruling = validation.ruling(request.ruling, isSet: request.hasRuling, today: try clock.today())
    let states = try await record(.ruled(validation.finish(ruling)), on: keys, command)
    return .with { $0.states = states.map { Mantel_Rights_V1_AwardState($0) } }
  }

  func recordObjection(
    request: Mantel_Rights_V1_RecordObjectionRequest,
    context: ServerContext
  ) async throws -> Mantel_Rights_V1_RecordObjectionResponse {
    let command = try Command(request.requestID, AwardProto.Method.RecordObjection.descriptor, request)
    var validation = Validation()
    let key = validation.award("name", request.name)
    let given = validation.pastDay(
      "object_date",
      request.objectDate,
      isSet: request.hasObjectDate,
      today: try clock.today()
    )
    let day = try validation.finish(given)
    let inTime = try await store.record(
      .objected(on: day),
      on: [validation.finish(key)],
      scope: CallContext.current.scope,
      command: command
    ) { awards in
      awards.map { AwardRules.isInTime(objection: day, after: $0.life.steps.dropLast(), $0.life.terms) }
    }
    return .with { if let isInTime = inTime[0] { $0.inTime = isInTime } }
  }

  func recordUse(
    request: Mantel_Rights_V1_RecordUseRequest,
    context: ServerContext
  ) async throws -> Mantel_Rights_V1_RecordUseResponse {
    let command = try Command(request.requestID, AwardProto.Method.RecordUse.descriptor, request)
    var validation = Validation()
    let key = validation.award("name", request.name)
    let use = validation.use(request.use, isSet: request.hasUse, today: try clock.today())
    let bytes = try await store.record(
      .used(validation.finish(use)),
      on: [validation.finish(key)],
      scope: CallContext.current.scope,
      command: command
    ) { awards in
      try Mantel_Rights_V1_RecordUseResponse.with {
        $0.state = Mantel_Rights_V1_AwardState(awards[0].state)
        $0.quotas = try awards[0].quotas.map(Mantel_Rights_V1_AwardQuotaLeft.init)
      }.serializedData()
    }
    return try Mantel_Rights_V1_RecordUseResponse(serializedBytes: bytes)
  }

  func endAward(
    request: Mantel_Rights_V1_EndAwardRequest,
    context: ServerContext
  ) async throws -> Mantel_Rights_V1_EndAwardResponse {
    let command = try Command(request.requestID, AwardProto.Method.EndAward.descriptor, request)
    var validation = Validation()
    let key = validation.award("name", request.name)
    let day = validation.pastDay("end_date", request.endDate, isSet: request.hasEndDate, today: try clock.today())
    let action = AwardAction.renounced(on: try validation.finish(day))
    let state = try await record(action, on: [validation.finish(key)], command)[0]
    return .with { $0.state = Mantel_Rights_V1_AwardState(state) }
  }

  // MARK: Parts of requests

  /// Records an action for the client of the call.
  ///
  /// - Returns: Where each award stands afterwards.
  private func record(_ action: AwardAction, on keys: [AwardKey], _ command: Command) async throws -> [AwardState?] {
    try await store.record(action, on: keys, scope: CallContext.current.scope, command: command) { $0.map(\.state) }
  }
}
