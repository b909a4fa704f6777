import CareTypes
import EventsAPI
import GRPCCore
import RightsAPI
import RuleLanguage
import ServiceRuntime
import SwiftProtobuf
import TestSupport
import Testing
import TypeAPI

@testable import Rights
@testable import RightsDomain

@Suite("Proofs that stand for parts of a condition", .timeLimit(.minutes(1)))
struct ProofTests {
  private let points = "recipient.fod_points >= 12"

  /// A recognition that is granted from ten points on, or is held already by evidence of the federal state.
  private func recognition(
    automatic: Bool = true,
    heldWhen: String = ""
  ) throws -> Mantel_Events_V1_Event.OneOf_Payload {
    try Told.published("recipient.fod_points >= 10", name: "provisions/recognition") {
      $0.grantMode = automatic ? .automatic : .propose
      $0.heldWhen = heldWhen
      $0.titleNl = "Erkenning"
      $0.titleEn = "Recognition"
    }
  }

  private func premium() throws -> Mantel_Events_V1_Event.OneOf_Payload {
    try Told.published("caregiver.age >= 18 && \(points)", name: "provisions/premium") {
      $0.acceptedProofs = [Self.proof(points)]
    }
  }

  private static func proof(_ part: String) -> Mantel_Type_V1_AcceptedProof {
    .with {
      $0.part = part
      $0.proof = "provisions/recognition"
      $0.declared = true
    }
  }

  private func consent(_ person: OpaqueID) -> Mantel_Events_V1_Event.OneOf_Payload {
    .consentChanged(
      .with {
        $0.person = ResourceCollection.persons.name(person)
        $0.purpose = .automaticRights
        $0.given = true
      }
    )
  }

  @Test("What is granted stands for the part that it proves, is told, and is decided again the same")
  func granted() async throws {
    try await withFollowingRights { served in
      let (id, recipient) = (OpaqueID.random(), OpaqueID.random())
      let situation = try Told.situation(id, recipient: recipient) {
        $0.evidence = [try Told.points(10, issued: "2025-01-01")]
      }
      try await served.tell(.statutes, recognition(), premium())
      try await served.tell(.registration, .careSituationRegistered(situation))
      // Without consent the recognition is proposed: nobody holds it yet.
      #expect(
        try await served.decisions(id) == ["provisions/recognition": .proposed, "provisions/premium": .notEntitled]
      )
      try await served.tell(.registration, consent(recipient))
      let premium = try #require(try await served.decision(id, "provisions/premium"))
      #expect(premium.outcome == .proposed && premium.provenBy == ["provisions/recognition"])
      let replayed = try await served.rights.replayDecision(.with { $0.name = premium.name })
      #expect(replayed.same && replayed.replayed == .proposed)
      let lines = try await served.rights.explainDecision(.with { $0.name = premium.name }).lines.map(\.textEn)
      #expect(lines.first?.hasPrefix("Recognition is held already") == true, "\(lines)")
      // Enough points of its own: the proof makes no difference.
      let more = try Told.situation(id, recipient: recipient) {
        $0.evidence = [try Told.points(15, issued: "2025-01-01")]
      }
      try await served.tell(.registration, try Told.changed(more))
      #expect(try await served.decision(id, "provisions/premium")?.provenBy == [])
    }
  }

  @Test("Evidence that it is held proves it; as long as that is not known, the evidence is missing")
  func evidence() async throws {
    try await withFollowingRights { served in
      let id = OpaqueID.random()
      try await served.tell(
        .statutes,
        recognition(automatic: false, heldWhen: "recipient.has_care_budget_severe"),
        premium()
      )
      try await served.tell(.registration, .careSituationRegistered(try Told.situation(id)))
      let open = try #require(try await served.decision(id, "provisions/premium"))
      #expect(open.outcome == .awaitingEvidence)
      #expect(open.missing.map(\.name) == ["recipient.fod_points", "recipient.has_care_budget_severe"])
      #expect(try await served.rights.replayDecision(.with { $0.name = open.name }).same)
      let shown = try Told.situation(id) {
        $0.evidence = [
          try .with {
            $0.fact = "recipient.has_care_budget_severe"
            $0.boolValue = true
            $0.issuedDate = try Told.date("2025-01-01")
          }
        ]
      }
      try await served.tell(.registration, try Told.changed(shown))
      let proven = try #require(try await served.decision(id, "provisions/premium"))
      #expect(proven.outcome == .proposed && proven.provenBy == ["provisions/recognition"])
    }
  }

  @Test("Proofs that were found count until they are found no more; a part that is not there is passed over")
  func found() async throws {
    try await withFollowingRights { served in
      let (id, recipient) = (OpaqueID.random(), OpaqueID.random())
      let situation = try Told.situation(id, recipient: recipient) {
        $0.evidence = [try Told.points(10, issued: "2025-01-01")]
      }
      func equivalences(_ proofs: Mantel_Type_V1_AcceptedProof...) -> Mantel_Events_V1_Event.OneOf_Payload {
        .equivalencesFound(
          .with {
            $0.provision = "provisions/premium"
            $0.provisionVersion = 1
            $0.acceptedProofs = proofs
          }
        )
      }
      // What was found may be told before the version itself.
      try await served.tell(.statutes, equivalences(Self.proof("recipient.age > 1"), Self.proof(points)))
      try await served.tell(.statutes, recognition(), try Told.published(points, name: "provisions/premium"))
      try await served.tell(.registration, .careSituationRegistered(situation), consent(recipient))
      let proven = try #require(try await served.decision(id, "provisions/premium"))
      #expect(proven.outcome == .proposed)
      try await served.tell(.statutes, equivalences(Self.proof("recipient.age > 1")))
      #expect(try await served.decision(id, "provisions/premium")?.outcome == .notEntitled)
      // What was decided with the proof is decided with it again.
      let replayed = try await served.rights.replayDecision(.with { $0.name = proven.name })
      #expect(replayed.same && replayed.replayed == .proposed)
    }
  }
}
