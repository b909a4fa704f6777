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

  private static let clients = """
    clients:
      - {name: aalter, key_sha256: \(APIKey("aalter-key").digest), municipality: ["44084"], sealed: read}
      - {name: antwerpen, key_sha256: \(APIKey("antwerpen-key").digest), municipality: ["11002"], sealed: read}
      - name: de-linde
        key_sha256: \(APIKey("de-linde-key").digest)
        hospital: {nihdi: "71099812", name: "Testziekenhuis De Linde"}
      - {name: zorgraad, key_sha256: \(APIKey("zorgraad-key").digest), zone: west-meetjesland}
      - {name: huisarts, key_sha256: \(APIKey("huisarts-key").digest), partner: general_practitioner}
    """

  /// A client of each kind.
  private static let ofKind: [APIClient.Kind: String] = [
    .municipality: "aalter", .hospital: "de-linde", .careCouncil: "zorgraad", .partner: "huisarts",
  ]

  /// The methods whose answers are public, or show nothing of anybody in the registry.
  private static let unscoped: Set<MethodDescriptor> = Set(
    [
      Signals.CheckCaregiver.descriptor, Signals.SendSignal.descriptor, Statutes.CheckRegulation.descriptor,
      Statutes.GetProvision.descriptor, Statutes.ListVersions.descriptor, Statutes.ListProvisions.descriptor,
      Statutes.ListFacts.descriptor,
    ] + Mantel_Statutes_V1_ComparisonService.Method.descriptors
      + Mantel_Statutes_V1_HarmonisationService.Method.descriptors
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
    try await RealServices.serve(clients: Self.clients) { real in
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
      clients: Self.clients,
      decisions: { DecisionsOfAll(rights: Mantel_Rights_V1_RightsService.Client(wrapping: $0)) }
    ) { real in
      let kept = try await Self.prepare(real)
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
    try await RealServices.serve(clients: Self.clients) { real in
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

  /// Lets Antwerp keep one record of each kind.
  private static func prepare(_ real: RealServices) async throws -> ScopedCall.Kept {
    let registration = Mantel_Registration_V1_RegistrationService.Client(wrapping: real.registration)
    let persons = Mantel_Registration_V1_PersonService.Client(wrapping: real.registration)
    func register(
      _ change: @Sendable (inout Mantel_Registration_V1_NewCareSituation) -> Void = { _ in }
    ) async throws -> Mantel_Registration_V1_RegisterCareSituationResponse {
      var situation = ScopedCall.inAntwerp()
      change(&situation)
      let sent = situation
      return try await registration.registerCareSituation(
        .with {
          $0.requestID = UUID().uuidString
          $0.careSituation = sent
        }
      )
    }
    var kept = ScopedCall.Kept()
    let first = try await register()
    (kept.careSituation, kept.caregiver, kept.recipient) = (first.careSituation, first.caregiver, first.recipient)
    kept.evidence =
      try await registration.getCareSituation(.with { $0.name = first.careSituation })
      .careSituation.evidence.first?.name ?? ""
    // The caregiver once more without a number, merged; the recipient once more without a number, not merged.
    let second = try await register {
      $0.caregiver.insz = ""
      $0.caregiver.birthDate = Samples.date(1976, 7, 22)
      $0.recipient = Samples.recipient(insz: Samples.otherINSZ, municipality: "11002")
      $0.recipient.postalCode = "2000"
      $0.recipient.familyName = "Luchtkasteel"
    }
    (kept.merged, kept.erased) = (second.caregiver, second.recipient)
    let etag = try await persons.getPerson(.with { $0.name = first.caregiver }).person.etag
    let merged = kept.merged
    _ = try await persons.mergePersons(
      .with {
        $0.requestID = UUID().uuidString
        $0.kept = first.caregiver
        $0.etag = etag
        $0.merged = merged
      }
    )
    _ = try await register {
      $0.recipient.insz = ""
      $0.recipient.birthDate = Samples.date(1948, 3, 17)
      $0.caregiver.insz = ""
      $0.caregiver.familyName = "Verzonnen"
      $0.caregiver.birthDate = Samples.date(1975, 5, 1)
    }
    let duplicates = try await persons.listDuplicates(.with { $0.municipality = "11002" }).duplicates
    kept.duplicate = try #require(duplicates.first).name
    kept.draft = try await Mantel_Registration_V1_SignalService.Client(wrapping: real.gateway).sendSignal(
      .with {
        $0.requestID = UUID().uuidString
        $0.signal.municipality = "11002"
        $0.signal.caregiverAgreed = true
        $0.signal.careSituation = ScopedCall.inAntwerp()
      },
      metadata: key(of: "antwerpen")
    ).draft
    kept.regulation = try await Mantel_Statutes_V1_StatutesService.Client(wrapping: real.statutes).draftRegulation(
      .with {
        $0.requestID = UUID().uuidString
        $0.pack = ScopedCall.pack
        $0.drafter = "An Opsteller"
      }
    ).draft.name
    return kept
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
