import CareTypes
import EventsAPI
import Foundation
import GRPCCore
import RightsAPI
import ServiceCore
import ServiceRuntime
import SwiftProtobuf
import TestSupport
import Testing
import TypeAPI

@testable import Rights
@testable import RightsDomain

@Suite("Rights that are not taken up, over gRPC", .timeLimit(.minutes(2)))
struct NonTakeUpTests {
  private typealias Reason = Mantel_Rights_V1_NonTakeUpReason

  private func list(
    _ served: FollowingRights,
    in municipality: String = "44084",
    of provision: String = "",
    _ reasons: [Reason] = [],
    size: Int32 = 0,
    after token: String = ""
  ) async throws -> Mantel_Rights_V1_ListNonTakeUpResponse {
    try await served.awards.listNonTakeUp(
      .with {
        $0.municipality = municipality
        $0.provision = provision
        $0.reasons = reasons
        $0.pageSize = size
        $0.pageToken = token
      }
    )
  }

  private func counts(_ served: FollowingRights, in municipality: String = "44084") async throws -> [String: String] {
    let answer = try await served.awards.countNonTakeUp(.with { $0.municipality = municipality })
    return Dictionary(
      uniqueKeysWithValues: answer.provisions.map { provision in
        let others = provision.notTakenUp.map { " \($0.reason) \($0.count)" }.joined()
        return (provision.provision, "held \(provision.held)\(others)")
      }
    )
  }

  @Test("Says what stands in the way: consent, an application, signatures, a ruling, evidence, another who holds it")
  func reasons() async throws {
    try await withFollowingRights { served in
      let story = AwardStory(served)
      try await story.begin("situation.hours_per_week >= 10.0", mode: .automatic)
      for (name, condition, mode, limit) in [
        ("provisions/sign", "true", GrantMode.propose, Int32(0)), ("provisions/rule", "true", .ratify, 0),
        ("provisions/ask", "true", .propose, 0), ("provisions/prove", "recipient.fod_points >= 12", .propose, 0),
        ("provisions/one", "true", .propose, 1), ("provisions/never", "false", .propose, 0),
      ] {
        try await served.tell(
          .statutes,
          Told.published(condition, name: name) {
            $0.grantMode = mode.message
            $0.forRecipient = false
            $0.awardTerms.forPair = true
            if name == "provisions/sign" { $0.awardTerms.signatures = ["caregiver"] }
            if limit > 0 { $0.awardTerms.perRecipient = limit }
          }
        )
      }
      let care = ResourceCollection.careSituations.name(story.care)
      try await story.apply("\(care)/awards/sign", on: "2025-06-01")
      try await story.apply("\(care)/awards/rule", on: "2025-06-01")
      let other = OpaqueID.random()
      try await served.tell(
        .registration,
        .careSituationRegistered(
          try Told.situation(other, recipient: story.recipient) { $0.caregiverMunicipality = "43007" }
        )
      )
      try await story.apply("\(ResourceCollection.careSituations.name(other))/awards/one", on: "2025-06-01")

      let known = try await list(served)
      let found = Dictionary(uniqueKeysWithValues: known.items.map { ($0.award.provision, $0.reason) })
      #expect(
        found == [
          "provisions/test": .consent, "provisions/sign": .signatures, "provisions/rule": .ratification,
          "provisions/ask": .application, "provisions/one": .conflict,
        ]
      )
      #expect(known.items.allSatisfy { $0.careSituation == care } && known.nextPageToken.isEmpty)
      let day = try Told.date("2025-06-01")
      #expect(known.items.allSatisfy { $0.hasSinceDate && $0.sinceDate.year >= 2024 && $0.award.titleNl == "Test" })
      #expect(known.items.first { $0.reason == .signatures }?.sinceDate == day)
      let unproven = try await list(served, [.evidence])
      #expect(unproven.items.map(\.award.provision) == ["provisions/prove"])
      #expect(unproven.items[0].award.decision.missing.map(\.name) == ["recipient.fod_points"])

      #expect(try await list(served, of: "provisions/ask").items.map(\.award.name) == ["\(care)/awards/ask"])
      #expect(
        try await counts(served) == [
          "provisions/test": "held 0 consent 1", "provisions/sign": "held 0 signatures 1",
          "provisions/rule": "held 0 ratification 1", "provisions/ask": "held 0 application 1",
          "provisions/prove": "held 0 evidence 1", "provisions/one": "held 0 conflict 1",
        ]
      )
      // The recipient lives in Kaprijke, and the other caregiver as well.
      #expect(try await counts(served, in: "43007")["provisions/one"] == "held 1 conflict 1")

      try await story.consent(of: story.caregiver)
      #expect(try await counts(served)["provisions/test"] == "held 1")
      #expect(try await list(served, of: "provisions/test").items.isEmpty)
    }
  }

  @Test("What was not renewed in time is not taken up, unless it was given up")
  func renewal() async throws {
    try await withFollowingRights { served in
      let story = AwardStory(served)
      try await story.begin {
        $0.awardTerms.renewal = "on_request"
        $0.awardTerms.renewalMonths = 12
      }
      try await story.apply(on: "2025-06-01")
      #expect(try await list(served).items.isEmpty)
      try await served.come("2026-07-01")
      #expect(try await list(served).items.map(\.reason) == [.renewal])
      #expect(try await list(served).items.map(\.sinceDate) == [Told.date("2026-06-01")])
      try await story.apply(on: "2026-07-01")
      #expect(try await counts(served) == ["provisions/test": "held 1"])
      let day = try Told.date("2026-07-01")
      _ = try await served.awards.endAward(
        .with {
          $0.requestID = UUID().uuidString
          $0.name = story.ofPair
          $0.endDate = day
        }
      )
      #expect(try await list(served).items.isEmpty)
      #expect(try await counts(served) == [:])
    }
  }

  @Test("The right of a recipient with three caregivers comes once, in whatever municipality one asks")
  func once() async throws {
    try await withFollowingRights { served in
      let story = AwardStory(served)
      try await served.tell(.statutes, Told.published("true"))
      try await story.registered()
      for home in ["44084", "43007"] {
        try await served.tell(
          .registration,
          .careSituationRegistered(
            try Told.situation(.random(), recipient: story.recipient) { $0.caregiverMunicipality = home }
          )
        )
      }
      for municipality in ["44084", "43007"] {
        #expect(try await list(served, in: municipality).items.map(\.award.name) == [story.ofRecipient])
        #expect(try await counts(served, in: municipality) == ["provisions/test": "held 0 application 1"])
      }
      #expect(try await list(served, in: "11002").items.isEmpty)
    }
  }

  @Test("Pages of any size give each award once, also when a care situation has more of them than a page")
  func pages() async throws {
    try await withFollowingRights { served in
      for name in ["a", "b", "c"] {
        try await served.tell(.statutes, Told.published("true", name: "provisions/\(name)") { $0.forRecipient = false })
      }
      for _ in 1...7 {
        try await served.tell(.registration, .careSituationRegistered(try Told.situation(.random())))
      }
      for size in [1, 2, 3, 5, 21, 200] as [Int32] {
        var (names, token): ([String], String) = ([], "")
        repeat {
          let page = try await list(served, size: size, after: token)
          #expect(page.items.count <= Int(size))
          names += page.items.map(\.award.name)
          token = page.nextPageToken
        } while !token.isEmpty
        #expect(names.count == 21 && Set(names).count == 21, "\(size)")
      }
      let first = try await list(served, size: 2)
      let other = try await refusal { try await list(served, in: "43007", size: 2, after: first.nextPageToken) }
      #expect(other == SeenError(.invalidArgument, "INVALID_FIELD", fields: ["page_token"]))
    }
  }

  @Test("Names each wrong field, and shows no other municipality")
  func wrong() async throws {
    try await withFollowingRights { served in
      for (municipality, provision, reasons, size, fields) in [
        ("", "", [], 0, ["municipality"]), ("99999", "", [], 0, ["municipality"]),
        ("Aalter", "x", [.unspecified], -1, ["municipality", "page_size", "provision", "reasons[0]"]),
        ("44084", "", [.consent, .consent], 0, ["reasons[1]"]),
      ] as [(String, String, [Reason], Int32, [String])] {
        let seen = try await refusal {
          try await list(served, in: municipality, of: provision, reasons, size: size)
        }
        #expect(seen?.code == .invalidArgument && seen?.fields.sorted() == fields, "\(String(describing: seen))")
      }
    }
  }
}
