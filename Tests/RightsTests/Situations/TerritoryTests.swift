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

@Suite("Territories and mergers", .timeLimit(.minutes(1)))
struct TerritoryTests {
  @Test(
    "A residence is held against a territory across mergers",
    arguments: [
      (["46014"], "46014", "2025-06-01", true), (["46029"], "46014", "2025-06-01", true),
      (["46029"], "46014", "2024-06-01", false), (["46014"], "46029", "2025-06-01", nil),
      (["46014", "44045"], "46029", "2025-06-01", true), (["44045"], "46014", "2025-06-01", false),
      (["11002"], "11002", "2025-06-01", true), (["11002"], "11007", "2025-06-01", true),
      (["11007"], "11002", "2025-06-01", nil), (["43007"], "44084", "2025-06-01", false),
      ([], "21004", "2025-06-01", true), (["43007"], "21004", "2025-06-01", false),
    ] as [([String], String, String, Bool?)]
  )
  func residence(territory: [String], code: String, day: String, expected: Bool?) throws {
    let reach = TerritoryReach(territory, on: try Cases.date(day), in: try Cases.municipalities())
    #expect(reach.residence(in: try Place(code)) == expected)
  }

  @Test("An old regulation goes on for its old territory until a new one of the merged municipality takes its place")
  func merger() async throws {
    try await withFollowingRights { served in
      let (old, new) = (OpaqueID.random(), OpaqueID.random())
      try await served.tell(
        .registration,
        .careSituationRegistered(try Told.situation(old) { $0.recipientMunicipality = "46014" }),
        .careSituationRegistered(try Told.situation(new) { $0.recipientMunicipality = "46029" })
      )
      try await served.tell(
        .statutes,
        Told.published("recipient.resident", name: "provisions/lokeren", territory: ["46014"]),
        Told.published("recipient.resident", name: "provisions/moerbeke", territory: ["44045"])
      )
      #expect(try await served.decisions(old) == ["provisions/lokeren": .proposed])
      let unclear = try await served.decisions(new)
      #expect(unclear == ["provisions/lokeren": .awaitingEvidence, "provisions/moerbeke": .awaitingEvidence])
      let missing = try await served.decision(new, "provisions/lokeren")?.missing.map(\.name)
      #expect(missing == ["recipient.resident"])
      let merged = try Told.published(
        "recipient.resident",
        name: "provisions/new-lokeren",
        territory: ["46029"],
        from: "2025-06-15"
      ) { $0.overrides = ["provisions/lokeren", "provisions/moerbeke"] }
      try await served.tell(.statutes, merged)
      #expect(try await served.decisions(old) == ["provisions/lokeren": .proposed])
      try await served.come("2025-06-15")
      #expect(
        try await served.decisions(old) == ["provisions/lokeren": .notEntitled, "provisions/new-lokeren": .proposed]
      )
      let reasons = try await served.store.decisions(of: old, after: "", limit: 1).map(\.result.reasons)
      #expect(reasons == [[.replaced]])
      #expect(try await served.decisions(new)["provisions/new-lokeren"] == .proposed)
      #expect(try await served.decisions(new)["provisions/moerbeke"] == .notEntitled)
    }
  }

  @Test("A regulation takes the place of another where the beneficiary lives in its territory, and nowhere else")
  func override() async throws {
    try await withFollowingRights { served in
      let (here, elsewhere) = (OpaqueID.random(), OpaqueID.random())
      try await served.tell(
        .statutes,
        Told.published("recipient.age >= 18", name: "provisions/default"),
        Told.published("recipient.age >= 100", name: "provisions/kaprijke", territory: ["43007"]) {
          $0.overrides = ["provisions/default"]
        }
      )
      // The caregiver of the second lives in Kaprijke, but the recipient is the beneficiary.
      try await served.tell(
        .registration,
        .careSituationRegistered(try Told.situation(here)),
        .careSituationRegistered(
          try Told.situation(elsewhere) {
            $0.recipientMunicipality = "44084"
            $0.caregiverMunicipality = "43007"
          }
        )
      )
      #expect(try await served.decisions(here) == ["provisions/kaprijke": .notEntitled])
      #expect(
        try await served.decisions(elsewhere) == ["provisions/default": .proposed, "provisions/kaprijke": .notEntitled]
      )
    }
  }

  @Test("A version that has ended never falls back to the one before")
  func ended() async throws {
    try await withFollowingRights { served in
      let id = OpaqueID.random()
      try await served.tell(
        .statutes,
        Told.published("recipient.age >= 18"),
        Told.published("recipient.age >= 21", version: 2, from: "2025-01-01") {
          $0.validToDate = try Told.date("2025-06-09")
        }
      )
      try await served.tell(.registration, .careSituationRegistered(try Told.situation(id)))
      #expect(try await served.decision(id, "provisions/test")?.provisionVersion == 2)
      try await served.come("2025-06-10")
      let decision = try #require(try await served.decision(id, "provisions/test"))
      #expect(decision.outcome == .notEntitled && decision.provisionVersion == 2)
    }
  }
}
