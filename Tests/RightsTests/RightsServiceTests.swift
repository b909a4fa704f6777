import CareTypes
import GRPCCore
import GRPCInProcessTransport
import RightsAPI
import ServiceCore
import ServiceRuntime
import SwiftProtobuf
import TestSupport
import Testing

@testable import Rights
@testable import RightsDomain

@Suite("RightsService")
struct RightsServiceTests {
  private typealias Client = Mantel_Rights_V1_RightsService.Client<InProcessTransport.Client>

  /// Serves Rights with three provisions decided for one care situation.
  private func withRights(_ body: @Sendable (Client, OpaqueID) async throws -> Void) async throws {
    let clock = ManualClock(try Cases.date("2025-06-01"))
    let database = try RightsStore.openDatabase(.temporary, clock: clock.clock)
    let store = try Cases.store(database)
    let situation = try Cases.situation()
    let provisions = try [
      Cases.provision("caregiver.age >= 18", name: "provisions/a"),
      Cases.provision("recipient.fod_points >= 12", name: "provisions/b"),
      Cases.provision("caregiver.age >= 80", name: "provisions/c"),
    ]
    try await store.apply([.registered(situation)] + provisions.map { .published($0) }, of: .registration, upTo: 4)
    while try await store.isAnyWaiting() { try await store.decideWaiting(limit: 10) }
    let component = ServiceComponent(
      name: "rights",
      rpcs: [RightsRPC(store: store, clock: clock.clock, tables: try ReferenceTables())]
    )
    try await withServed(component) { client in
      try await body(Client(wrapping: client), situation.id)
    }
  }

  @Test("Decisions are listed group by group, page by page, with what is missing in both languages")
  func list() async throws {
    try await withRights { rights, id in
      let name = ResourceCollection.careSituations.name(id)
      let first = try await rights.listDecisions(
        .with {
          $0.careSituation = name; $0.pageSize = 2
        }
      )
      #expect(first.decisions.map(\.provision) == ["provisions/a", "provisions/b"])
      #expect(first.decisions.map(\.outcome) == [.proposed, .awaitingEvidence])
      let missing = try #require(first.decisions.last?.missing.first)
      #expect(missing.name == "recipient.fod_points" && !missing.labelNl.isEmpty && !missing.suppliedByEn.isEmpty)
      let second = try await rights.listDecisions(
        .with {
          $0.careSituation = name; $0.pageSize = 2; $0.pageToken = first.nextPageToken
        }
      )
      #expect(second.decisions.map(\.outcome) == [.notEntitled])
      #expect(second.nextPageToken.isEmpty)
      #expect(
        (first.decisions + second.decisions).map(\.groupNl) == [
          "voorgesteld: nog te kiezen of te tekenen",
          "wacht op: punten zelfredzaamheid (medisch-sociale schaal) (van: DG Personen met een handicap (via de KSZ))",
          "geen recht",
        ]
      )
      let unknown = try await rights.listDecisions(
        .with { $0.careSituation = ResourceCollection.careSituations.name(.random()) }
      )
      #expect(unknown.decisions.isEmpty)
    }
  }

  @Test("A decision is explained in sentences, and decided again it is the same")
  func explain() async throws {
    try await withRights { rights, id in
      let decisions = try await rights.listDecisions(
        .with { $0.careSituation = ResourceCollection.careSituations.name(id) }
      ).decisions
      for decision in decisions {
        let answer = try await rights.explainDecision(.with { $0.name = decision.name })
        let ungrouped = Mantel_Rights_V1_Decision.with {
          $0 = decision
          ($0.groupNl, $0.groupEn) = ("", "")
        }
        #expect(answer.decision == ungrouped)
        #expect(!answer.lines.isEmpty && answer.lines.allSatisfy { !$0.textNl.isEmpty && !$0.textEn.isEmpty })
        let replayed = try await rights.replayDecision(.with { $0.name = decision.name })
        #expect(replayed.same && replayed.replayed == decision.outcome)
      }
    }
  }

  @Test("Wrong names and pages are refused by their field; what is not there is not found")
  func refused() async throws {
    try await withRights { rights, _ in
      let absent = ResourceCollection.decisions.name(.random())
      for call in [
        { try await refusal { try await rights.explainDecision(.with { $0.name = absent }) } },
        { try await refusal { try await rights.replayDecision(.with { $0.name = absent }) } },
      ] as [@Sendable () async throws -> SeenError?] {
        let seen = try await call()
        #expect(seen == SeenError(.notFound, "RESOURCE_NOT_FOUND"))
      }
      let malformed = try await refusal { try await rights.explainDecision(.with { $0.name = "decisions/1" }) }
      #expect(malformed == SeenError(.invalidArgument, "INVALID_FIELD", fields: ["name"]))
      let noName = try await refusal { try await rights.listDecisions(.init()) }
      #expect(noName == SeenError(.invalidArgument, "INVALID_FIELD", fields: ["care_situation"]))
      let name = ResourceCollection.careSituations.name(.random())
      let pages = try await refusal {
        try await rights.listDecisions(
          .with {
            $0.careSituation = name; $0.pageSize = -1
          }
        )
      }
      #expect(pages == SeenError(.invalidArgument, "INVALID_FIELD", fields: ["page_size"]))
    }
  }

  @Test("Progress tells how far each feed has been followed, and what waits")
  func progress() async throws {
    try await withRights { rights, _ in
      let progress = try await rights.getProgress(.init())
      #expect(progress.registrationSequence == 4 && progress.statutesSequence == 0 && progress.waiting == 0)
    }
  }
}
