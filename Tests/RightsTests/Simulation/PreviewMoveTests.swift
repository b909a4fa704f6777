import CareTypes
import GRPCCore
import RightsAPI
import RuleLanguage
import ServiceCore
import ServiceRuntime
import SwiftProtobuf
import TestSupport
import Testing

@testable import Rights
@testable import RightsDomain

@Suite("PreviewMove")
struct PreviewMoveTests {
  private typealias Change = Mantel_Rights_V1_MoveEffect.Change

  /// The caregiver lives in Aalter, the recipient in Kaprijke with 13 points.
  private static func situation() throws -> SituationFacts {
    var situation = try Cases.situation()
    situation.evidence = [.init(fact: "recipient.fod_points", value: .int(13), from: 0, until: nil)]
    return situation
  }

  private static func provisions() throws -> [ProvisionVersion] {
    try [
      // Wherever they live.
      Cases.provision("caregiver.age >= 18", name: "provisions/a-everywhere"),
      // Aalter's.
      Cases.provision("caregiver.resident", name: "provisions/b-aalter", territory: ["44084"]),
      // Evergem's: known, to be shown, not met.
      Cases.provision(
        "caregiver.resident && recipient.fod_points >= 9",
        name: "provisions/c-met",
        territory: ["44019"]
      ),
      Cases.provision(
        "caregiver.resident && recipient.fod_points >= 9 && recipient.bel_score >= 35",
        name: "provisions/d-to-be-shown",
        territory: ["44019"]
      ),
      Cases.provision("caregiver.resident && caregiver.age >= 65", name: "provisions/e-unmet", territory: ["44019"]),
      // Elsewhere.
      Cases.provision("caregiver.resident", name: "provisions/f-gent", territory: ["44021"]),
      // Kaprijke's, where the recipient stays.
      Cases.provision("recipient.resident", name: "provisions/g-kaprijke", territory: ["43007"]),
    ]
  }

  private static func request(
    _ situation: SituationFacts,
    _ change: (inout Mantel_Rights_V1_PreviewMoveRequest) -> Void = { _ in }
  ) -> Mantel_Rights_V1_PreviewMoveRequest {
    var request = Mantel_Rights_V1_PreviewMoveRequest()
    request.careSituation = ResourceCollection.careSituations.name(situation.id)
    request.caregiverMoves = true
    request.municipality = "44019"
    request.date = Samples.date(2025, 6, 1)
    change(&request)
    return request
  }

  @Test("Tells what carries over, ends, begins and must be shown, and stores nothing")
  func effects() async throws {
    let situation = try Self.situation()
    try await withSimulatingRights([situation], Self.provisions()) { rights in
      let before = try await rights.store.database.contents()
      let effects = try await rights.rights.previewMove(Self.request(situation)).effects
      let changes = effects.map { "\($0.provision.dropFirst(11)) \($0.change) \($0.before) \($0.after)" }
      #expect(
        changes == [
          "a-everywhere kept proposed proposed", "b-aalter ends proposed unspecified",
          "c-met begins unspecified proposed", "d-to-be-shown toBeShown unspecified awaitingEvidence",
          "e-unmet notHeld unspecified notEntitled", "g-kaprijke kept proposed proposed",
        ]
      )
      let shown = try #require(effects.first { $0.change == .toBeShown })
      #expect(shown.missing.map(\.name) == ["recipient.bel_score"] && shown.carriedOver == ["recipient.fod_points"])
      #expect(shown.missing.allSatisfy { !$0.labelNl.isEmpty && !$0.suppliedByEn.isEmpty } && shown.titleNl == "Test")
      #expect(try await rights.store.database.contents() == before)
    }
  }

  @Test("The recipient alone, or both, may move")
  func movers() async throws {
    let situation = try Self.situation()
    try await withSimulatingRights([situation], Self.provisions()) { rights in
      let alone = try await rights.rights.previewMove(
        Self.request(situation) {
          $0.caregiverMoves = false
          $0.recipientMoves = true
        }
      ).effects
      // Evergem's asks where the caregiver lives.
      #expect(alone.map(\.change) == [.kept, .kept, .notHeld, .notHeld, .notHeld, .ends])
      let both = try await rights.rights.previewMove(Self.request(situation) { $0.recipientMoves = true }).effects
      #expect(both.map(\.change) == [.kept, .ends, .begins, .toBeShown, .notHeld, .ends])
    }
  }

  @Test("A recognition that the other authority accepts stands for a part of its condition")
  func proof() async throws {
    let situation = try Self.situation()
    var accepting = try Cases.provision(
      "caregiver.resident && recipient.bel_score >= 35",
      name: "provisions/accepting",
      territory: ["44019"]
    )
    accepting.acceptedProofs = [
      .init(part: "recipient.bel_score >= 35", proof: "provisions/recognition", isDeclared: true)
    ]
    let recognition = try Cases.provision("recipient.fod_points >= 9", name: "provisions/recognition", automatic: true)
    try await withSimulatingRights([situation], [accepting, recognition]) { rights in
      try await rights.store.apply(
        [.consent(person: situation.recipient.id, purpose: .automaticRights, given: true)],
        of: .registration,
        upTo: 2
      )
      let effects = try await rights.rights.previewMove(Self.request(situation)).effects
      #expect(effects.map(\.change) == [.begins, .kept])
      #expect(effects.first?.provenBy == ["provisions/recognition"])
    }
  }

  @Test("What was held and waits after the move ends, and what is missing is told")
  func waiting() async throws {
    let situation = try Self.situation()
    let either = try Cases.provision(
      "recipient.resident || recipient.bel_score >= 35",
      name: "provisions/either",
      territory: ["44084", "43007"]
    )
    try await withSimulatingRights([situation], [either]) { rights in
      let effects = try await rights.rights.previewMove(
        Self.request(situation) {
          $0.caregiverMoves = false
          $0.recipientMoves = true
        }
      ).effects
      #expect(effects.map(\.change) == [.ends] && effects.first?.missing.map(\.name) == ["recipient.bel_score"])
    }
  }

  @Test("Two who no longer live in one municipality do not live at one address")
  func address() throws {
    var situation = try Cases.situation()
    situation.recipient.place = situation.caregiver.place
    situation.terms.sameAddress = true
    let other = try Place("44019")
    #expect(!PreviewMoveRule.moved(situation, .caregiver, to: other).terms.sameAddress)
    #expect(PreviewMoveRule.moved(situation, .both, to: other).terms.sameAddress)
    #expect(PreviewMoveRule.moved(situation, .recipient, to: situation.caregiver.place) == situation)
  }

  @Test("A care situation that is not known, or of which nobody lives in the client's municipalities, does not exist")
  func scope() async throws {
    let situation = try Self.situation()
    for (codes, isSeen) in [(["44084"], true), (["43007", "44021"], true), (["44019"], false), ([], false)] {
      let scope = CallScope(municipalities: Set(try codes.map { try NISCode($0) }))
      try await withSimulatingRights([situation], [], scope: scope) { rights in
        let seen = try await refusal { try await rights.rights.previewMove(Self.request(situation)) }
        #expect(seen == (isSeen ? nil : SeenError(.notFound, "RESOURCE_NOT_FOUND")))
      }
    }
    try await withSimulatingRights([situation], []) { rights in
      let seen = try await refusal { try await rights.rights.previewMove(Self.request(try Cases.situation())) }
      #expect(seen == SeenError(.notFound, "RESOURCE_NOT_FOUND"))
    }
  }

  @Test("Each wrong field is named")
  func wrong() async throws {
    let situation = try Self.situation()
    let wrongs: [(fields: [String], change: @Sendable (inout Mantel_Rights_V1_PreviewMoveRequest) -> Void)] = [
      (["care_situation"], { $0.careSituation = "" }), (["care_situation"], { $0.careSituation = "persons/a" }),
      (["caregiver_moves"], { $0.caregiverMoves = false }), (["municipality"], { $0.municipality = "" }),
      (["municipality"], { $0.municipality = "99999" }), (["municipality"], { $0.municipality = "11007" }),
      (["date"], { $0.date = Samples.date(2025, 13, 1) }),
    ]
    try await withSimulatingRights([situation], []) { rights in
      for wrong in wrongs {
        let seen = try await refusal { try await rights.rights.previewMove(Self.request(situation, wrong.change)) }
        #expect(seen == SeenError(.invalidArgument, "INVALID_FIELD", fields: wrong.fields))
      }
      // The same code was a municipality before its merger.
      let early = Self.request(situation) {
        $0.municipality = "11007"
        $0.date = Samples.date(2024, 12, 31)
      }
      #expect(try await rights.rights.previewMove(early).effects.isEmpty)
    }
  }
}
