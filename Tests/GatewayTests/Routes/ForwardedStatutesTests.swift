import GatewayDomain
import CareTypes
import GRPCCore
import GRPCProtobuf
import HealthAPI
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

@Suite("Methods that Statutes and Rights answer")
struct ForwardedStatutesTests {
  private typealias Statutes = Mantel_Statutes_V1_StatutesService
  private typealias Rights = Mantel_Rights_V1_RightsService

  private let aalter = key(of: "aalter")
  private let council = key(of: "zorgraad")

  private static func call(_ method: String) throws -> ForwardedCall {
    try #require(ForwardedCall.all.first { $0.method.method == method })
  }

  @Test("Is tested for each method of Statutes, and for those of Rights that are passed on")
  func complete() {
    let methods =
      Statutes.Method.descriptors + Mantel_Statutes_V1_ComparisonService.Method.descriptors
      + Mantel_Statutes_V1_HarmonisationService.Method.descriptors
      + Mantel_Rights_V1_AwardService.Method.descriptors
      + Mantel_Rights_V1_ExplorerService.Method.descriptors
      + Mantel_Rights_V1_CardService.Method.descriptors
      + [Rights.Method.SimulateRegulation.descriptor, Rights.Method.PreviewMove.descriptor]
    let calls = ForwardedCall.ofStatutes + ForwardedCall.ofRights + ForwardedCall.withNames
    #expect(Set(methods) == Set(calls.map(\.method)))
    #expect(methods.count == calls.count)
  }

  @Test(
    "Is told by the health protocol",
    arguments: [
      "statutes.v1.Statutes", "statutes.v1.Comparison", "rights.v1.Rights", "rights.v1.Award", "rights.v1.Explorer",
      "rights.v1.Card",
    ]
  )
  func health(service: String) async throws {
    try await withGateway { gateway in
      let answer = try await gateway.health.check(.with { $0.service = "mantel.\(service)Service" })
      #expect(answer.status == .serving)
    }
  }

  @Test("A care council sees nobody in what is passed on")
  func zoneScope() async throws {
    try await withGateway { gateway in
      for call in ForwardedCall.all where call.callers.contains("zorgraad") {
        _ = try await call.make(gateway, council)
        let scope = try #require(call.asked(in: gateway.world).last?.scope)
        #expect(scope.clearance == .none && scope.municipalities.isEmpty, "\(call)")
      }
    }
  }

  @Test("A municipality sees itself in simulations, whatever the caller says of itself")
  func municipalityScope() async throws {
    try await withGateway { gateway in
      var metadata = aalter
      metadata.addString("44021;read", forKey: CallScope.key)
      _ = try await Self.call("SimulateRegulation").make(gateway, metadata)
      #expect(gateway.world.asked.map(\.scope?.text) == ["44084;none"])
    }
  }

  @Test("A simulation may take a hundred seconds, and no longer than its caller waits; any other call ten seconds")
  func timeLeft() async throws {
    try await withGateway { gateway in
      _ = try await Self.call("SimulateRegulation").make(gateway, aalter)
      var hurried = aalter
      hurried.addString("5S", forKey: "grpc-timeout")
      _ = try await Self.call("SimulateRegulation").make(gateway, hurried)
      _ = try await Self.call("CompareMunicipalities").make(gateway, aalter)
      let left = gateway.world.asked.compactMap(\.timeLeft)
      try #require(left.count == 3)
      #expect(left[0] > .seconds(80) && left[0] <= .seconds(100))
      #expect(left[1] <= .seconds(5))
      #expect(left[2] <= .seconds(10))
    }
  }

  @Test("That someone of a small group loses is told to a municipality")
  func smallGroups() async throws {
    let answer = Mantel_Rights_V1_SimulateRegulationResponse.with {
      $0.careSituations = 3
      $0.protectedLose = true
      $0.protectedGroups = [
        .with {
          $0.group = "palliative"
          $0.withheld = true
          $0.anyLoses = true
        }
      ]
    }
    try await withGateway { gateway in
      gateway.world.answer(Rights.Method.SimulateRegulation.Input.self, answer)
      let told = try await Self.call("SimulateRegulation").make(gateway, aalter)
      #expect(told.isEqualTo(message: answer))
    }
  }

  @Test("Of what is not taken up, leaves out the care that the client does not see, and audits the rest")
  func unseen() async throws {
    let items = [World.inside, World.outside, World.inside].enumerated().map { number, id in
      Mantel_Rights_V1_NonTakeUp.with {
        $0.careSituation = "careSituations/\(id)"
        $0.award.name = "careSituations/\(id)/awards/\(number)"
      }
    }
    try await withGateway { gateway in
      gateway.world.answer(
        Mantel_Rights_V1_AwardService.Method.ListNonTakeUp.Input.self,
        Mantel_Rights_V1_ListNonTakeUpResponse.with { $0.items = items }
      )
      let told = try await Self.call("ListNonTakeUp").make(gateway, aalter)
      #expect(told.isEqualTo(message: Mantel_Rights_V1_ListNonTakeUpResponse.with { $0.items = [items[0], items[2]] }))
      let asked = gateway.world.asked(Mantel_Registration_V1_FilterCareSituationsRequest.self)
      #expect(asked.map(\.names.count) == [2])
      let shown = try await gateway.store.auditTrail().flatMap(\.shown)
      #expect(Set(shown) == Set([items[0], items[2]].flatMap { [$0.award.name, $0.careSituation] }))
    }
  }

  @Test("Audits the names of drafts that are names, and no national number")
  func auditedDrafts() async throws {
    let names = ["provisions/85073003328", "provisions/aalter-premium", "provisions/85.07.30-033.28", "An", ""]
    try await withGateway { gateway in
      let rights = Rights.Client(wrapping: gateway.client)
      _ = try await rights.simulateRegulation(
        .with { $0.drafts = names.map { name in .with { $0.provision = name } } },
        metadata: aalter
      )
      #expect(try await gateway.store.auditTrail().map(\.shown) == [["provisions/aalter-premium"]])
    }
  }

  @Test("Passes on that who drafted a regulation cannot publish it")
  func fourEyes() async throws {
    try await withGateway { gateway in
      gateway.world.fail(
        Statutes.Method.PublishRegulation.Input.self,
        Refusal(Refusal.Reason("FOUR_EYES", .permissionDenied), "Someone else has to")
      )
      let seen = try await refusal { try await Self.call("PublishRegulation").make(gateway, aalter) }
      #expect(seen == SeenError(.permissionDenied, "FOUR_EYES"))
      let trail = try await gateway.store.auditTrail()
      #expect(trail.map(\.outcome) == ["permissionDenied"])
      #expect(trail.map(\.resource) == ["regulationDrafts/\(World.inside)"])
    }
  }

  @Test("Audits no text of a pack, no condition and no fact about anyone")
  func auditedTexts() async throws {
    try await withGateway { gateway in
      for method in ["DraftRegulation", "CheckRegulation", "CompareConditions", "CompareProfile"] {
        _ = try await Self.call(method).make(gateway, aalter)
      }
      let law = Statutes.Client(wrapping: gateway.client)
      _ = try await law.getProvision(.with { $0.name = "authority: {id: aalter}" }, metadata: aalter)
      _ = try await law.listDrafts(.with { $0.authority = "Mieke De Fictieve" }, metadata: aalter)
      let trail = try await gateway.store.auditTrail()
      let kept = trail.flatMap { [$0.resource] + $0.shown }
      #expect(kept.allSatisfy { !$0.contains("{") && !$0.contains("age") && !$0.contains("Mieke") })
      #expect(trail.map(\.resource) == ["", "", "", "44084", "", ""])
    }
  }

  @Test(
    "Takes for the audit trail what is a name or a code, several with spaces between, and no national number",
    arguments: [
      ("provisions/aalter-premium", true), ("provisions/aalter-premium/versions/3", true), ("authorities/aalter", true),
      ("provisions/2024-premie", true), ("provisions/2024-premie/versions/1", true), ("authorities/9000-gent", true),
      ("provisions/premie-2024-tot-2025", true), ("provisions/a/versions/1000000", true),
      // A local number, the first nine digits of a national number, and a national number in two parts.
      ("provisions/1234567890", false), ("authorities/760722962", false), ("provisions/760722962/versions/23", false),
      ("provisions/a/versions/+1", false), ("provisions/a/versions/01", false),
      ("44084 43010", true), ("provisions/model-premium 44084", true), ("regulationDrafts/\(World.inside)", true),
      ("provisions/76072296223", false), ("provisions/x76072296223", false), ("provisions/76-07-22-962-23", false),
      ("provisions/", false), ("provisions/a/versions/0", false), ("provisions/a/b/3", false), ("authorities/", false),
      ("authorities/Mieke", false), ("44084  43010", false), ("44084 76072296223", false), (" ", false),
      (Array(repeating: "44084", count: 401).joined(separator: " "), false),
    ]
  )
  func wellFormed(text: String, isKept: Bool) {
    #expect(AuditedResource.wellFormed(text) == (isKept ? text : ""))
  }

  @Test("What a move would do is told of care situations that the client sees; of others as if they did not exist")
  func previewMove() async throws {
    try await withGateway { gateway in
      let rights = Rights.Client(wrapping: gateway.client)
      func seen(_ id: String) async throws -> GoogleStatus? {
        try await status {
          try await rights.previewMove(.with { $0.careSituation = "careSituations/\(id)" }, metadata: aalter)
        }.map { GoogleStatus("\($0.code)", $0.message.replacing(id, with: "ID"), "\($0.details)") }
      }
      let outside = try await seen(World.outside)
      let nowhere = try await seen(World.nowhere)
      #expect(outside != nil && outside == nowhere)
      #expect(gateway.world.asked(Rights.Method.PreviewMove.Input.self).isEmpty)
      // Rights may not have heard of it yet.
      gateway.world.fail(Rights.Method.PreviewMove.Input.self, Refusal.notFound("What is asked for"))
      #expect(try await seen(World.inside) == nowhere)
      let malformed = try await refusal { try await rights.previewMove(.init(), metadata: aalter) }
      #expect(malformed == SeenError(.invalidArgument, "INVALID_FIELD", fields: ["care_situation"]))
    }
  }

  /// A status, apart from the id that it is about.
  private struct GoogleStatus: Equatable {
    let code: String
    let message: String
    let details: String

    init(_ code: String, _ message: String, _ details: String) {
      (self.code, self.message, self.details) = (code, message, details)
    }
  }

  @Test("Does not lead to decisions without their care situation being held, nor to what is Rights' own")
  func closed() async throws {
    try await withGateway { gateway in
      let rights = Rights.Client(wrapping: gateway.client)
      let calls: [() async throws -> Void] = [
        { _ = try await rights.listDecisions(.init(), metadata: aalter) },
        { _ = try await rights.explainDecision(.init(), metadata: aalter) },
        { _ = try await rights.replayDecision(.init(), metadata: aalter) },
        { _ = try await rights.getProgress(.init(), metadata: aalter) },
      ]
      for call in calls {
        let seen = try await refusal { try await call() }
        #expect(seen?.code == .unimplemented)
      }
      #expect(gateway.world.asked.isEmpty)
    }
  }
}
