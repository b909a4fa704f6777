import GatewayDomain
import CareTypes
import GRPCCore
import MomentsAPI
import RegistrationAPI
import RightsAPI
import ServiceCore
import ServiceRuntime
import SwiftProtobuf
import Synchronization

/// What stands behind the gateway in these tests: a few resources, and a record of every call.
final class World: Sendable {
  /// A call as the service behind the gateway saw it.
  struct Asked: Sendable {
    let client: String
    let scope: CallScope?
    let timeLeft: Duration?
    let message: any Message
  }

  private struct State {
    var asked: [Asked] = []
    var error: (any Error)?
    var errors: [ObjectIdentifier: any Error] = [:]
    var answers: [ObjectIdentifier: any Message] = [:]
    var counts: [Mantel_Registration_V1_CaregiverCount] = []
    var outsideFlanders: Int64 = 0
    var notices: [Mantel_Moments_V1_Notice] = []
    var rows: @Sendable (Int64) -> Mantel_Registration_V1_ImportResult = { number in
      .with {
        $0.number = number
        $0.outcome = .registered
      }
    }
  }

  /// The id of what lives in Aalter and Ghent, of what lives in Ghent alone, and of nothing.
  static let inside = String(repeating: "a", count: 26)
  static let outside = String(repeating: "b", count: 26)
  static let nowhere = String(repeating: "c", count: 26)

  private let state = Mutex(State())

  /// All calls so far.
  var asked: [Asked] { state.withLock(\.asked) }

  /// The calls of one kind so far.
  func asked<Request: Message>(_ type: Request.Type) -> [Request] { asked.compactMap { $0.message as? Request } }

  /// What every call throws from now on.
  func fail(_ error: any Error) { state.withLock { $0.error = error } }

  /// The error of all calls of one kind from now on; nil lets them answer again.
  func fail<Request: Message>(_ type: Request.Type, _ error: (any Error)?) {
    state.withLock { $0.errors[ObjectIdentifier(type)] = error }
  }

  /// What the passed calls of one kind are answered from now on.
  func answer<Request: Message>(_ type: Request.Type, _ answer: any Message) {
    state.withLock { $0.answers[ObjectIdentifier(type)] = answer }
  }

  /// What a passed call is answered, if not what every test of it expects.
  func answer<Request: Message, Answer: Message>(to request: Request) -> Answer? {
    state.withLock { $0.answers[ObjectIdentifier(Request.self)] as? Answer }
  }

  /// What becomes of each row of a list from now on.
  func answerRows(_ result: @escaping @Sendable (Int64) -> Mantel_Registration_V1_ImportResult) {
    state.withLock { $0.rows = result }
  }

  /// What becomes of a row of a list.
  func result(ofRow number: Int64) -> Mantel_Registration_V1_ImportResult { state.withLock(\.rows)(number) }

  /// Lets the services behind deny from now on what they have, as a sealed record is, though they tell where it lives.
  func hide() {
    let error = Refusal.notFound("What is asked for")
    fail(Mantel_Registration_V1_GetCareSituationRequest.self, error)
    fail(Mantel_Registration_V1_EndCareSituationRequest.self, error)
    fail(Mantel_Registration_V1_RecordConsentRequest.self, error)
    fail(Mantel_Registration_V1_WithdrawConsentRequest.self, error)
    fail(Mantel_Rights_V1_ListDecisionsRequest.self, error)
    fail(Mantel_Rights_V1_ExplainDecisionRequest.self, error)
    fail(Mantel_Moments_V1_AcknowledgeNoticeRequest.self, error)
  }

  /// What Registration counts.
  var counts: [Mantel_Registration_V1_CaregiverCount] {
    get { state.withLock(\.counts) }
    set { state.withLock { $0.counts = newValue } }
  }

  /// How many caregivers outside Flanders Registration counts.
  var outsideFlanders: Int64 {
    get { state.withLock(\.outsideFlanders) }
    set { state.withLock { $0.outsideFlanders = newValue } }
  }

  /// What HingeMoments streams before it waits.
  var notices: [Mantel_Moments_V1_Notice] {
    get { state.withLock(\.notices) }
    set { state.withLock { $0.notices = newValue } }
  }

  /// Takes a call.
  func take(_ message: any Message) throws {
    let context = CallContext.current
    let call = Asked(
      client: context.client,
      scope: context.scope,
      timeLeft: context.deadline.map { $0 - .now },
      message: message
    )
    let error = state.withLock { state in
      state.asked.append(call)
      return state.error ?? state.errors[ObjectIdentifier(type(of: message))]
    }
    if let error { throw error }
  }

  /// Refuses a name that is not one of the two ids that exist.
  func requireExistence(of name: String) throws {
    guard name.hasSuffix(Self.inside) || name.hasSuffix(Self.outside) else { throw Refusal.notFound(name) }
  }

  /// Refuses a record that lies outside the scope of the current call as one that does not exist, as Registration does.
  ///
  /// - Returns: The municipalities of the record.
  @discardableResult
  func requireSight(of name: String, in collection: ResourceCollection, field: String) throws -> [String] {
    _ = try collection.id(ofField: field, name)
    try requireExistence(of: name)
    let municipalities = name.hasSuffix(Self.inside) ? ["44021", "44084"] : ["44021"]
    try requireScope(of: municipalities, orThrow: Refusal.notFound(name))
    return municipalities
  }

  /// Refuses what lies in none of the municipalities that the client of the current call sees.
  func requireScope(of municipalities: [String], orThrow refusal: Refusal) throws {
    guard let scope = CallContext.current.scope else { return }
    guard scope.municipalities.contains(where: { municipalities.contains($0.digits) }) else { throw refusal }
  }
}

/// Registration as the gateway sees it.
struct FakeRegistration: Mantel_Registration_V1_RegistrationService.SimpleServiceProtocol {
  let world: World

  func registerCareSituation(
    request: Mantel_Registration_V1_RegisterCareSituationRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_RegisterCareSituationResponse {
    try world.take(request)
    let told = [request.careSituation.caregiver.municipality, request.careSituation.recipient.municipality]
    if told.allSatisfy({ (try? NISCode($0)) != nil }) {
      try world.requireScope(of: told, orThrow: Refusal(.outOfScope, "Neither lives in a municipality of this client"))
    }
    if let answer: Mantel_Registration_V1_RegisterCareSituationResponse = world.answer(to: request) { return answer }
    return .with {
      $0.careSituation = "careSituations/\(World.inside)"
      $0.caregiver = "persons/\(World.inside)"
      $0.recipient = "persons/\(World.outside)"
      $0.etag = "1"
      $0.createTime.seconds = 17
    }
  }

  func getCareSituation(
    request: Mantel_Registration_V1_GetCareSituationRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_GetCareSituationResponse {
    try world.take(request)
    try world.requireSight(of: request.name, in: .careSituations, field: "name")
    return .with { $0.careSituation.name = request.name }
  }

  func listCareSituations(
    request: Mantel_Registration_V1_ListCareSituationsRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_ListCareSituationsResponse {
    try world.take(request)
    let missing = Refusal.notFound("The municipality \(request.municipality)")
    try world.requireScope(of: [request.municipality], orThrow: missing)
    return .with {
      $0.careSituations = [.with { $0.name = "careSituations/\(World.inside)" }]
      $0.nextPageToken = "next"
    }
  }

  func endCareSituation(
    request: Mantel_Registration_V1_EndCareSituationRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_EndCareSituationResponse {
    try world.take(request)
    try world.requireSight(of: request.name, in: .careSituations, field: "name")
    return .with {
      $0.name = request.name
      $0.etag = "2"
    }
  }

  func recordConsent(
    request: Mantel_Registration_V1_RecordConsentRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_RecordConsentResponse {
    try world.take(request)
    try world.requireSight(of: request.person, in: .persons, field: "person")
    return .with {
      $0.recordTime.seconds = 18
      $0.stands = true
    }
  }

  func withdrawConsent(
    request: Mantel_Registration_V1_WithdrawConsentRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_WithdrawConsentResponse {
    try world.take(request)
    try world.requireSight(of: request.person, in: .persons, field: "person")
    return .with {
      $0.recordTime.seconds = 19
      $0.sequence = 23
      $0.persons = [request.person]
    }
  }

  func findCaregivers(
    request: Mantel_Registration_V1_FindCaregiversRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_FindCaregiversResponse {
    try world.take(request)
    return .init()
  }

  func getTerritory(
    request: Mantel_Registration_V1_GetTerritoryRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_GetTerritoryResponse {
    try world.take(request)
    let collection = request.name.hasPrefix("persons/") ? ResourceCollection.persons : .careSituations
    let municipalities = try world.requireSight(of: request.name, in: collection, field: "name")
    return .with { $0.municipalities = municipalities }
  }

  func filterCareSituations(
    request: Mantel_Registration_V1_FilterCareSituationsRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_FilterCareSituationsResponse {
    try world.take(request)
    let names = request.names.filter {
      (try? world.requireSight(of: $0, in: .careSituations, field: "names")) != nil
    }
    return .with { $0.names = names }
  }

  func countCaregivers(
    request: Mantel_Registration_V1_CountCaregiversRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_CountCaregiversResponse {
    try world.take(request)
    return .with {
      $0.counts = world.counts
      $0.outsideFlandersCount = world.outsideFlanders
    }
  }
}

/// Rights as the gateway sees it.
struct FakeRights: Mantel_Rights_V1_RightsService.SimpleServiceProtocol {
  let world: World

  func listDecisions(
    request: Mantel_Rights_V1_ListDecisionsRequest,
    context: ServerContext
  ) async throws -> Mantel_Rights_V1_ListDecisionsResponse {
    try world.take(request)
    return .with {
      $0.decisions = [.with { $0.careSituation = request.careSituation }]
      $0.nextPageToken = "next"
    }
  }

  func explainDecision(
    request: Mantel_Rights_V1_ExplainDecisionRequest,
    context: ServerContext
  ) async throws -> Mantel_Rights_V1_ExplainDecisionResponse {
    try world.take(request)
    _ = try ResourceCollection.decisions.id(ofField: "name", request.name)
    try world.requireExistence(of: request.name)
    return .with {
      $0.decision.name = request.name
      $0.decision.careSituation = request.name.replacing("decisions", with: "careSituations")
      $0.decision.provision = "provisions/aalter-premium"
      $0.decision.provisionVersion = 3
      $0.lines = [.with { $0.textEn = "Lives in Aalter" }]
    }
  }

  func replayDecision(
    request: Mantel_Rights_V1_ReplayDecisionRequest,
    context: ServerContext
  ) async throws -> Mantel_Rights_V1_ReplayDecisionResponse { throw RPCError(code: .unimplemented, message: "") }

  // `ForwardedCall` has the fakes of the methods that the gateway forwards.
  func simulateRegulation(
    request: Mantel_Rights_V1_SimulateRegulationRequest,
    context: ServerContext
  ) async throws -> Mantel_Rights_V1_SimulateRegulationResponse { throw RPCError(code: .unimplemented, message: "") }

  func previewMove(
    request: Mantel_Rights_V1_PreviewMoveRequest,
    context: ServerContext
  ) async throws -> Mantel_Rights_V1_PreviewMoveResponse { throw RPCError(code: .unimplemented, message: "") }

  func getProgress(
    request: Mantel_Rights_V1_GetProgressRequest,
    context: ServerContext
  ) async throws -> Mantel_Rights_V1_GetProgressResponse { throw RPCError(code: .unimplemented, message: "") }
}

/// HingeMoments as the gateway sees it.
struct FakeMoments: Mantel_Moments_V1_MomentsService.SimpleServiceProtocol {
  let world: World

  func reportMoment(
    request: Mantel_Moments_V1_ReportMomentRequest,
    context: ServerContext
  ) async throws -> Mantel_Moments_V1_ReportMomentResponse {
    try world.take(request)
    return .with {
      $0.moment = "moments/\(World.inside)"
      $0.receiveTime.seconds = 20
    }
  }

  func watchNotices(
    request: Mantel_Moments_V1_WatchNoticesRequest,
    response: RPCWriter<Mantel_Moments_V1_WatchNoticesResponse>,
    context: ServerContext
  ) async throws {
    try world.take(request)
    for notice in world.notices where notice.sequence > request.afterSequence {
      try await response.write(.with { $0.notice = notice })
    }
    // Until it is cancelled.
    for await _ in AsyncStream<Void>.makeStream().stream {}
  }

  func acknowledgeNotice(
    request: Mantel_Moments_V1_AcknowledgeNoticeRequest,
    context: ServerContext
  ) async throws -> Mantel_Moments_V1_AcknowledgeNoticeResponse {
    try world.take(request)
    _ = try ResourceCollection.notices.id(ofField: "name", request.name)
    guard request.name.hasSuffix(World.inside) else { throw Refusal.notFound(request.name) }
    return .with { $0.acknowledgeTime.seconds = 21 }
  }

  func stopNotices(
    request: Mantel_Moments_V1_StopNoticesRequest,
    context: ServerContext
  ) async throws -> Mantel_Moments_V1_StopNoticesResponse {
    try world.take(request)
    return .with { $0.withdrawn = 2 }
  }

  func listNotices(
    request: Mantel_Moments_V1_ListNoticesRequest,
    context: ServerContext
  ) async throws -> Mantel_Moments_V1_ListNoticesResponse { throw RPCError(code: .unimplemented, message: "") }

  func getProgress(
    request: Mantel_Moments_V1_GetProgressRequest,
    context: ServerContext
  ) async throws -> Mantel_Moments_V1_GetProgressResponse { throw RPCError(code: .unimplemented, message: "") }
}
