import CareTypes
import Foundation
import GRPCCore
import GRPCInProcessTransport
import GatewayAPI
import GatewayDomain
import RegistrationAPI
import RightsAPI
import ServiceCore
import ServiceRuntime
import StatutesAPI
import SwiftProtobuf
import TestSupport
import Testing
import TypeAPI

@testable import Gateway

/// No route claims a check of the scope that is not made: each is called over the wire by a client that may not.
@Suite("The scope of every route", .timeLimit(.minutes(3)))
struct RouteScopeTests {
  private typealias Statutes = Mantel_Statutes_V1_StatutesService.Method
  private typealias Signals = Mantel_Registration_V1_SignalService.Method

  /// A client of each kind.
  private static let ofKind: [APIClient.Kind: String] = [
    .municipality: "aalter", .hospital: "de-linde", .careCentre: "avondrust",
    .careCouncil: "zorgraad", .partner: "huisarts", .portal: "rechtenverkenner",
  ]

  /// The methods whose answers are public, or show nothing of anybody in the registry.
  private static let unscoped: Set<MethodDescriptor> = Set(
    [
      Signals.CheckCaregiver.descriptor, Signals.SendSignal.descriptor, Statutes.CheckRegulation.descriptor,
      Statutes.GetProvision.descriptor, Statutes.ListVersions.descriptor, Statutes.ListProvisions.descriptor,
      Statutes.ListFacts.descriptor, Mantel_Rights_V1_CardService.Method.GetKeySet.descriptor,
      Mantel_Rights_V1_CardService.Method.GetStatusList.descriptor,
    ] + Mantel_Statutes_V1_ComparisonService.Method.descriptors
      + Mantel_Statutes_V1_HarmonisationService.Method.descriptors
      + Mantel_Rights_V1_ExplorerService.Method.descriptors
  )

  @Test("Is open only where nothing of anybody is shown, and held by the service whose records are shown")
  func holders() async throws {
    for row in try RouteTableTests.table().routes.map(\.row) {
      #expect((row.scope == .nobody) == Self.unscoped.contains(row.method), "\(row.method)")
      guard case .service(let service) = row.scope else { continue }
      let package = row.method.service.fullyQualifiedService.split(separator: ".")[1]
      #expect(package == "gateway" || package == "\(service)", "\(row.method)")
    }
  }

  @Test("Is refused to every kind of client that it is not for, whatever it sends")
  func kinds() async throws {
    try await RealServices.serve(clients: ScopedCall.clients) { real in
      for row in real.routes.routes.map(\.row) {
        for (kind, client) in Self.ofKind where !row.callers.contains(kind) {
          let seen = try await refusal { try await Self.callEmpty(row.method, real.gateway, client) }
          #expect(seen == SeenError(.permissionDenied, "OUT_OF_SCOPE"), "\(row.method) \(client)")
        }
      }
    }
  }

  @Test("Is tested for each method whose scope a service or the gateway checks")
  func complete() async throws {
    // The rows of a list are refused one by one: `importedRow`.
    let list = Mantel_Registration_V1_ImportService.Method.ImportCareSituations.descriptor
    let checked = try RouteTableTests.table().routes.map(\.row).filter { row in
      switch row.scope {
      case .service, .gateway: row.method != list
      case .nobody, .clientsFile: false
      }
    }
    #expect(Set(checked.map(\.method)) == Set(ScopedCall.all.map(\.method)))
    #expect(checked.count == ScopedCall.all.count)
  }

  @Test("Is refused to a municipality about what another keeps, and only to it")
  func outOfScope() async throws {
    try await RealServices.serve(
      clients: ScopedCall.clients,
      decisions: {
        [
          DecisionsOfAll(rights: Mantel_Rights_V1_RightsService.Client(wrapping: $0)),
          AwardsOfAll(awards: Mantel_Rights_V1_AwardService.Client(wrapping: $0)), CardsOfAll(),
        ]
      }
    ) { real in
      let kept = try await ScopedCall.Kept(in: real)
      var refused: [MethodDescriptor: ScopedCall.Outcome] = [:]
      for call in ScopedCall.all {
        let outcome = try await call.make(real.gateway, kept, "aalter")
        switch outcome {
        // A list of all drafts shows those of others to nobody.
        case .empty: #expect(call.method == Statutes.ListDrafts.descriptor, "\(call.method)")
        case .refused(let reason, _):
          #expect(["RESOURCE_NOT_FOUND", "OUT_OF_SCOPE"].contains(reason), "\(call.method): \(outcome)")
        case .answered: Issue.record("\(call.method) is answered")
        }
        refused[call.method] = outcome
      }
      for call in ScopedCall.all {
        let outcome = try await call.make(real.gateway, kept, "antwerpen")
        #expect(outcome != refused[call.method], "\(call.method): \(outcome)")
      }
    }
  }

  @Test("A row of a list about two people of another municipality is rejected")
  func importedRow() async throws {
    try await RealServices.serve(clients: ScopedCall.clients) { real in
      let imports = Mantel_Registration_V1_ImportService.Client(wrapping: real.gateway)
      for (client, reason) in [("aalter", "OUT_OF_SCOPE"), ("antwerpen", "")] {
        let answer = try await imports.importCareSituations(metadata: key(of: client)) { writer in
          try await writer.write(.with { $0.header.listID = "premie" })
          try await writer.write(
            .with {
              $0.row.number = 1
              $0.row.careSituation = ScopedCall.inAntwerp()
            }
          )
        }
        #expect(answer.results.map(\.reason) == [reason])
      }
    }
  }

  /// Calls a method without anything in the request.
  private static func callEmpty(
    _ method: MethodDescriptor,
    _ gateway: GRPCClient<InProcessTransport.Client>,
    _ client: String
  ) async throws {
    try await gateway.bidirectionalStreaming(
      request: StreamingClientRequest(metadata: key(of: client)) { try await $0.write([]) },
      descriptor: method,
      serializer: BytesSerializer(),
      deserializer: BytesDeserializer(),
      options: .defaults
    ) { response in
      for try await _ in response.messages {}
    }
  }
}

/// Rights with a decision about every care situation, so that none has to be waited for. Its simulations are the real ones.
private struct DecisionsOfAll: Mantel_Rights_V1_RightsService.SimpleServiceProtocol {
  let rights: any Mantel_Rights_V1_RightsService.ClientProtocol

  func listDecisions(
    request: Mantel_Rights_V1_ListDecisionsRequest,
    context: ServerContext
  ) async throws -> Mantel_Rights_V1_ListDecisionsResponse {
    .with { $0.decisions = [.with { $0.careSituation = request.careSituation }] }
  }

  func explainDecision(
    request: Mantel_Rights_V1_ExplainDecisionRequest,
    context: ServerContext
  ) async throws -> Mantel_Rights_V1_ExplainDecisionResponse {
    .with {
      $0.decision.name = request.name
      $0.decision.careSituation = request.name.replacing("decisions", with: "careSituations")
      $0.decision.provision = "provisions/antwerpen-test-premie"
      $0.decision.provisionVersion = 1
    }
  }

  func simulateRegulation(
    request: Mantel_Rights_V1_SimulateRegulationRequest,
    context: ServerContext
  ) async throws -> Mantel_Rights_V1_SimulateRegulationResponse { try await rights.simulateRegulation(request) }

  func previewMove(
    request: Mantel_Rights_V1_PreviewMoveRequest,
    context: ServerContext
  ) async throws -> Mantel_Rights_V1_PreviewMoveResponse {
    throw Refusal.invalid("municipality", "is required")
  }

  func replayDecision(
    request: Mantel_Rights_V1_ReplayDecisionRequest,
    context: ServerContext
  ) async throws -> Mantel_Rights_V1_ReplayDecisionResponse { throw RPCError(code: .unimplemented, message: "") }

  func getProgress(
    request: Mantel_Rights_V1_GetProgressRequest,
    context: ServerContext
  ) async throws -> Mantel_Rights_V1_GetProgressResponse { throw RPCError(code: .unimplemented, message: "") }
}

/// Awards of everyone, so that none has to be waited for. The lists of what is not taken up are the real ones.
private struct AwardsOfAll: Mantel_Rights_V1_AwardService.SimpleServiceProtocol {
  let awards: any Mantel_Rights_V1_AwardService.ClientProtocol

  func listAwards(
    request: Mantel_Rights_V1_ListAwardsRequest,
    context: ServerContext
  ) async throws -> Mantel_Rights_V1_ListAwardsResponse { .with { $0.nextPageToken = "next" } }

  func getAward(
    request: Mantel_Rights_V1_GetAwardRequest,
    context: ServerContext
  ) async throws -> Mantel_Rights_V1_GetAwardResponse { .with { $0.award.state = .granted } }

  func listNonTakeUp(
    request: Mantel_Rights_V1_ListNonTakeUpRequest,
    context: ServerContext
  ) async throws -> Mantel_Rights_V1_ListNonTakeUpResponse { try await awards.listNonTakeUp(request) }

  func countNonTakeUp(
    request: Mantel_Rights_V1_CountNonTakeUpRequest,
    context: ServerContext
  ) async throws -> Mantel_Rights_V1_CountNonTakeUpResponse { try await awards.countNonTakeUp(request) }

  func applyForAward(
    request: Mantel_Rights_V1_ApplyForAwardRequest,
    context: ServerContext
  ) async throws -> Mantel_Rights_V1_ApplyForAwardResponse { .with { $0.state = .granted } }

  func signAward(
    request: Mantel_Rights_V1_SignAwardRequest,
    context: ServerContext
  ) async throws -> Mantel_Rights_V1_SignAwardResponse { .with { $0.state = .granted } }

  func ruleOnAwards(
    request: Mantel_Rights_V1_RuleOnAwardsRequest,
    context: ServerContext
  ) async throws -> Mantel_Rights_V1_RuleOnAwardsResponse { .with { $0.states = [.granted] } }

  func recordObjection(
    request: Mantel_Rights_V1_RecordObjectionRequest,
    context: ServerContext
  ) async throws -> Mantel_Rights_V1_RecordObjectionResponse { .with { $0.inTime = true } }

  func recordUse(
    request: Mantel_Rights_V1_RecordUseRequest,
    context: ServerContext
  ) async throws -> Mantel_Rights_V1_RecordUseResponse { .with { $0.state = .granted } }

  func endAward(
    request: Mantel_Rights_V1_EndAwardRequest,
    context: ServerContext
  ) async throws -> Mantel_Rights_V1_EndAwardResponse { .with { $0.state = .granted } }
}

/// Cards of everyone.
private struct CardsOfAll: Mantel_Rights_V1_CardService.SimpleServiceProtocol {
  func issueCard(
    request: Mantel_Rights_V1_IssueCardRequest,
    context: ServerContext
  ) async throws -> Mantel_Rights_V1_IssueCardResponse { .with { $0.token = "token" } }

  func getCard(
    request: Mantel_Rights_V1_GetCardRequest,
    context: ServerContext
  ) async throws -> Mantel_Rights_V1_GetCardResponse { .with { $0.card.state = .valid } }

  func revokeCard(
    request: Mantel_Rights_V1_RevokeCardRequest,
    context: ServerContext
  ) async throws -> Mantel_Rights_V1_RevokeCardResponse { .with { $0.card.state = .revoked } }

  func issueAttest(
    request: Mantel_Rights_V1_IssueAttestRequest,
    context: ServerContext
  ) async throws -> Mantel_Rights_V1_IssueAttestResponse { .with { $0.token = "token" } }

  func getKeySet(
    request: Mantel_Rights_V1_GetKeySetRequest,
    context: ServerContext
  ) async throws -> Mantel_Rights_V1_GetKeySetResponse { .with { $0.jwks = "{}" } }

  func getStatusList(
    request: Mantel_Rights_V1_GetStatusListRequest,
    context: ServerContext
  ) async throws -> Mantel_Rights_V1_GetStatusListResponse { .with { $0.listCount = 1 } }
}

/// Sends bytes as they are.
private struct BytesSerializer: MessageSerializer {
  func serialize<Bytes: GRPCContiguousBytes>(_ message: [UInt8]) throws -> Bytes { Bytes(message) }
}

/// Takes bytes as they are.
private struct BytesDeserializer: MessageDeserializer {
  func deserialize<Bytes: GRPCContiguousBytes>(_ bytes: Bytes) throws -> [UInt8] {
    bytes.withUnsafeBytes { Array($0) }
  }
}
