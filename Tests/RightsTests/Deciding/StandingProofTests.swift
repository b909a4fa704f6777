import CareTypes
import EventsAPI
import RightsAPI
import RuleLanguage
import ServiceRuntime
import SwiftProtobuf
import TestSupport
import Testing
import TypeAPI

@testable import Rights
@testable import RightsDomain

@Suite("When proofs stand, and for whom they are decided again", .timeLimit(.minutes(1)))
struct StandingProofTests {
  private let points = "recipient.fod_points >= 12"

  private func proof(_ part: String, declared: Bool = true) -> Mantel_Type_V1_AcceptedProof {
    .with {
      $0.part = part
      $0.proof = "provisions/recognition"
      $0.declared = declared
    }
  }

  private func severe() throws -> Mantel_Type_V1_Evidence {
    try .with {
      $0.fact = "recipient.has_care_budget_severe"
      $0.boolValue = true
      $0.issuedDate = try Told.date("2025-01-01")
    }
  }

  @Test("What cannot be held beside another that applies as well proves nothing, until the other ends")
  func clash() async throws {
    try await withFollowingRights { served in
      let (id, recipient) = (OpaqueID.random(), OpaqueID.random())
      try await served.tell(
        .statutes,
        Told.published("recipient.fod_points >= 10", name: "provisions/recognition") { $0.grantMode = .automatic },
        Told.published(points, name: "provisions/premium") { $0.acceptedProofs = [proof(points)] }
      )
      let situation = try Told.situation(id, recipient: recipient) {
        $0.evidence = [try Told.points(10, issued: "2025-01-01")]
      }
      try await served.tell(
        .registration,
        .careSituationRegistered(situation),
        .consentChanged(
          .with {
            $0.person = ResourceCollection.persons.name(recipient)
            $0.purpose = .automaticRights
            $0.given = true
          }
        )
      )
      let proven = try #require(try await served.decision(id, "provisions/premium"))
      #expect(proven.outcome == .proposed && proven.provenBy == ["provisions/recognition"])
      try await served.tell(
        .statutes,
        Told.published("recipient.age >= 18", name: "provisions/rival") {
          $0.excludes = ["provisions/recognition"]
          $0.validToDate = try Told.date("2025-06-09")
        }
      )
      #expect(try await served.decision(id, "provisions/recognition")?.outcome == .proposed)
      let withdrawn = try #require(try await served.decision(id, "provisions/premium"))
      #expect(withdrawn.outcome == .awaitingEvidence && withdrawn.provenBy.isEmpty)
      #expect(try await served.rights.replayDecision(.with { $0.name = withdrawn.name }).same)
      try await served.come("2025-06-10")
      #expect(try await served.decision(id, "provisions/recognition")?.outcome == .granted)
      let again = try #require(try await served.decision(id, "provisions/premium"))
      #expect(again.outcome == .proposed && again.provenBy == ["provisions/recognition"])
    }
  }

  @Test("A proof that is published later, elsewhere, is decided on where it stands for a part, and only there")
  func later() async throws {
    for isDeclared in [true, false] {
      try await withFollowingRights { served in
        let (here, elsewhere) = (OpaqueID.random(), OpaqueID.random())
        try await served.tell(
          .registration,
          .careSituationRegistered(try Told.situation(here) { $0.evidence = [try severe()] }),
          .careSituationRegistered(
            try Told.situation(elsewhere) {
              $0.caregiverMunicipality = "44021"
              $0.recipientMunicipality = "44021"
              $0.evidence = [try severe()]
            }
          )
        )
        try await served.tell(
          .statutes,
          Told.published(points, name: "provisions/premium", territory: ["43007"]) {
            if isDeclared { $0.acceptedProofs = [proof(points)] }
          }
        )
        if !isDeclared {
          let found = Mantel_Events_V1_EquivalencesFound.with {
            $0.provision = "provisions/premium"
            $0.provisionVersion = 1
            $0.acceptedProofs = [proof(points, declared: false)]
          }
          try await served.tell(.statutes, .equivalencesFound(found))
        }
        #expect(try await served.decision(here, "provisions/premium")?.outcome == .awaitingEvidence)
        // Nobody in either care situation lives in Antwerpen, where the recognition is given.
        for (version, heldWhen, outcome) in [
          (Int32(1), "recipient.has_care_budget_severe", Mantel_Rights_V1_Outcome.proposed),
          (2, "recipient.has_care_budget_severe && recipient.age < 65", .awaitingEvidence),
        ] {
          let published = try Told.published(
            "recipient.resident",
            name: "provisions/recognition",
            version: version,
            territory: ["11002"]
          ) { $0.heldWhen = heldWhen }
          let input = try #require(try EventForRights.init(.with { $0.payload = published }))
          try await served.store.apply([input], of: .statutes, upTo: 10 + Int64(version))
          #expect(try await served.store.waiting() == 1)
          try await served.decide()
          let decision = try #require(try await served.decision(here, "provisions/premium"))
          #expect(decision.outcome == outcome, "\(version)")
          #expect(decision.provenBy == (outcome == .proposed ? ["provisions/recognition"] : []))
        }
        #expect(try await served.decisions(elsewhere).isEmpty)
      }
    }
  }

  /// Decides a premium whose condition takes the recognition as a proof of a part, over evidence.
  private func premium(
    _ condition: String,
    declared: Bool,
    _ evidence: [String: FactValue],
    parameters: [ParameterValue] = []
  ) throws -> DecisionResult {
    let premium = try Cases.provision(condition, name: "provisions/premium", parameters: parameters).with {
      $0.acceptedProofs = [.init(part: condition, proof: "provisions/recognition", isDeclared: declared)]
    }
    let recognition = try Cases.provision("recipient.age >= 100", name: "provisions/recognition").with {
      $0.heldWhen = "recipient.has_care_budget_severe"
    }
    var situation = try Cases.situation()
    situation.evidence = evidence.map { .init(fact: $0.key, value: $0.value, from: 0, until: nil) }
    situation.evidence.append(
      .init(fact: "recipient.has_care_budget_severe", value: .bool(true), from: 0, until: nil)
    )
    let book = RuleBook(
      [premium, recognition],
      on: try Cases.date("2025-06-01"),
      municipalities: try Cases.municipalities()
    )
    return try #require(book.decisions(for: situation).all.first { $0.version.name == premium.name }).result
  }

  @Test("A proof that was found stands for what is not known: known facts go before it; a declared one always stands")
  func found() throws {
    for declared in [true, false] {
      let unknown = try premium(points, declared: declared, [:])
      #expect(unknown.outcome == .proposed && unknown.provenBy == ["provisions/recognition"])
      let few = try premium(points, declared: declared, ["recipient.fod_points": .int(5)])
      #expect(few.outcome == (declared ? .proposed : .notEntitled))
      #expect(few.provenBy == (declared ? ["provisions/recognition"] : []))
      let enough = try premium(points, declared: declared, ["recipient.fod_points": .int(15)])
      #expect(enough.outcome == .proposed && enough.provenBy.isEmpty)
    }
  }

  @Test("A found proof of a part over two facts stands until both are known; parameters do not count as facts")
  func parts() throws {
    let either = "recipient.fod_points >= parameter.low || recipient.bel_score >= 35"
    let low = ParameterValue(name: "low", type: .int, value: .int(12), labelNL: "laag", labelEN: "low")
    func outcome(_ evidence: [String: FactValue]) throws -> DecisionOutcome {
      try premium(either, declared: false, evidence, parameters: [low]).outcome
    }
    #expect(try outcome([:]) == .proposed)
    #expect(try outcome(["recipient.fod_points": .int(5)]) == .proposed)
    #expect(try outcome(["recipient.bel_score": .int(20)]) == .proposed)
    #expect(try outcome(["recipient.fod_points": .int(5), "recipient.bel_score": .int(20)]) == .notEntitled)
    #expect(try outcome(["recipient.fod_points": .int(5), "recipient.bel_score": .int(40)]) == .proposed)
  }
}
