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

@Suite("What is undecided, suspended, paid and forgotten", .timeLimit(.minutes(1)))
struct UndecidedTests {
  @Test("Of two that cannot be held together the beneficiary chooses, until one of them ends")
  func choice() async throws {
    try await withFollowingRights { served in
      let id = OpaqueID.random()
      try await served.tell(
        .statutes,
        Told.published("recipient.age >= 18", name: "provisions/a") { $0.excludes = ["provisions/b"] },
        Told.published("recipient.age >= 21", name: "provisions/b") { $0.validToDate = try Told.date("2025-06-09") },
        Told.published("recipient.age >= 100", name: "provisions/c") { $0.excludes = ["provisions/a"] }
      )
      try await served.tell(.registration, .careSituationRegistered(try Told.situation(id)))
      let a = try #require(try await served.decision(id, "provisions/a"))
      let b = try #require(try await served.decision(id, "provisions/b"))
      #expect(a.outcome == .proposed && a.contradicts == ["provisions/b"])
      #expect(b.outcome == .proposed && b.contradicts == ["provisions/a"])
      #expect(try await served.decision(id, "provisions/c")?.outcome == .notEntitled)
      #expect(try await served.rights.replayDecision(.with { $0.name = a.name }).same)
      let lines = try await served.rights.explainDecision(.with { $0.name = a.name }).lines
      #expect(lines.first?.textEn == RightsTexts.reason(.choice).english)
      try await served.come("2025-06-10")
      let alone = try #require(try await served.decision(id, "provisions/a"))
      #expect(alone.outcome == .proposed && alone.contradicts.isEmpty)
      #expect(try await served.decision(id, "provisions/b")?.outcome == .notEntitled)
    }
  }

  @Test("Where both would be granted without an application nothing is decided; where one would, neither is granted")
  func clash() async throws {
    try await withFollowingRights { served in
      let (id, recipient) = (OpaqueID.random(), OpaqueID.random())
      func automatic(_ name: String, _ condition: String, excluding: [String] = []) throws
        -> Mantel_Events_V1_Event.OneOf_Payload
      {
        try Told.published(condition, name: name) {
          $0.grantMode = .automatic
          $0.forRecipient = true
          $0.excludes = excluding
        }
      }
      try await served.tell(
        .statutes,
        automatic("provisions/a", "recipient.age >= 18", excluding: ["provisions/b"]),
        automatic("provisions/b", "recipient.age >= 21"),
        automatic("provisions/d", "recipient.age >= 18", excluding: ["provisions/e"]),
        Told.published("recipient.age >= 18", name: "provisions/e")
      )
      try await served.tell(
        .registration,
        .careSituationRegistered(try Told.situation(id, recipient: recipient)),
        .consentChanged(
          .with {
            $0.person = ResourceCollection.persons.name(recipient)
            $0.purpose = .automaticRights
            $0.given = true
          }
        )
      )
      #expect(
        try await served.decisions(id) == [
          "provisions/a": .undecided, "provisions/b": .undecided, "provisions/d": .proposed, "provisions/e": .proposed,
        ]
      )
      let a = try #require(try await served.decision(id, "provisions/a"))
      #expect(a.contradicts == ["provisions/b"])
      #expect(try await served.rights.replayDecision(.with { $0.name = a.name }).same)
      #expect(try await served.rights.explainDecision(.with { $0.name = a.name }).lines.count > 2)
    }
  }

  @Test("A version that cannot be read is undecided, and the others are decided")
  func unreadable() async throws {
    try await withFollowingRights { served in
      let id = OpaqueID.random()
      try await served.tell(
        .statutes,
        Told.published("recipient.shoe_size > 40", name: "provisions/a"),
        Told.published("recipient.age >= 18", name: "provisions/b")
      )
      try await served.tell(.registration, .careSituationRegistered(try Told.situation(id)))
      #expect(try await served.decisions(id) == ["provisions/a": .undecided, "provisions/b": .proposed])
      let name = try #require(try await served.decision(id, "provisions/a")).name
      #expect(try await served.rights.replayDecision(.with { $0.name = name }).same)
      let lines = try await served.rights.explainDecision(.with { $0.name = name }).lines
      #expect(lines.map(\.textEn) == [RightsTexts.reason(.unreadable).english])
    }
  }

  @Test("An admission of more than thirty days suspends, on its day, until the discharge")
  func suspension() async throws {
    try await withFollowingRights { served in
      let (id, recipient) = (OpaqueID.random(), OpaqueID.random())
      func moment(_ kind: Mantel_Type_V1_MomentKind, _ day: String) throws -> Mantel_Events_V1_Event.OneOf_Payload {
        let seconds = Int64(try Cases.date(day).daysSinceEpoch) * 86_400 + 43_200
        return .momentMatched(
          .with {
            $0.moment = ResourceCollection.moments.name(.random())
            $0.recipient = ResourceCollection.persons.name(recipient)
            $0.kind = kind
            $0.occurTime = .with { $0.seconds = seconds }
          }
        )
      }
      try await served.tell(
        .statutes,
        Told.published("recipient.age >= 18") { $0.suspendAfterDaysAdmitted = 30 }
      )
      try await served.tell(
        .registration,
        .careSituationRegistered(try Told.situation(id, recipient: recipient))
      )
      try await served.tell(.moments, moment(.admission, "2025-06-01"))
      try await served.come("2025-06-30")
      #expect(try await served.decisions(id) == ["provisions/test": .proposed])
      try await served.come("2025-07-01")
      #expect(try await served.decisions(id) == ["provisions/test": .notEntitled])
      let reasons = try await served.store.decisions(of: id, after: "", limit: 1).map(\.result.reasons)
      #expect(reasons == [[.suspended]])
      try await served.tell(.moments, moment(.discharge, "2025-07-01"))
      #expect(try await served.decisions(id) == ["provisions/test": .proposed])
    }
  }

  @Test("The amount is the first of the day whose condition holds; before one that is not known, it is not known")
  func amounts() async throws {
    try await withFollowingRights { served in
      let id = OpaqueID.random()
      func amount(_ cents: Int64, _ condition: String = "", from: String? = nil, until: String? = nil) throws
        -> Mantel_Type_V1_ProvisionAmount
      {
        try .with {
          $0.cents = cents
          $0.condition = condition
          if let from { $0.validFromDate = try Told.date(from) }
          if let until { $0.validToDate = try Told.date(until) }
        }
      }
      try await served.tell(
        .statutes,
        Told.published("recipient.age >= 18", name: "provisions/a") {
          $0.amounts = [
            try amount(9_000, "recipient.age >= 90"), try amount(2_500, until: "2025-06-30"),
            try amount(2_600, from: "2025-07-01"),
          ]
          $0.frequency = .monthly
          $0.uncertainties = ["De bron vermeldt geen begindatum."]
        },
        Told.published("recipient.age >= 18", name: "provisions/b") {
          $0.amounts = [try amount(5_000, "recipient.fod_points >= 12"), try amount(3_000)]
        }
      )
      try await served.tell(.registration, .careSituationRegistered(try Told.situation(id)))
      let first = try #require(try await served.decision(id, "provisions/a"))
      #expect(first.amountCents == 2_500 && first.frequency == .monthly && first.uncertainties.count == 1)
      #expect(try await served.decision(id, "provisions/b")?.hasAmountCents == false)
      try await served.come("2025-07-01")
      let indexed = try #require(try await served.decision(id, "provisions/a"))
      #expect(indexed.amountCents == 2_600)
      #expect(try await served.rights.replayDecision(.with { $0.name = first.name }).same)
      #expect(try await served.rights.replayDecision(.with { $0.name = indexed.name }).same)
      let few = try Told.situation(id) { $0.evidence = [try Told.points(5, issued: "2025-01-01")] }
      try await served.tell(.registration, try Told.changed(few))
      #expect(try await served.decision(id, "provisions/b")?.amountCents == 3_000)
    }
  }

  @Test("The facts of who was erased are forgotten: their decisions stay, and can be neither explained nor replayed")
  func forgotten() async throws {
    try await withFollowingRights { served in
      let (id, recipient) = (OpaqueID.random(), OpaqueID.random())
      try await served.tell(.statutes, Told.published("recipient.age >= 18 && situation.hours_per_week >= 1.0"))
      try await served.tell(
        .registration,
        .careSituationRegistered(try Told.situation(id, recipient: recipient))
      )
      let before = try #require(try await served.decision(id, "provisions/test"))
      #expect(before.factsDigest.count == 64)
      try await served.tell(
        .registration,
        .personErased(.with { $0.person = ResourceCollection.persons.name(recipient) })
      )
      let sheets = try await served.store.database.read { db in
        try db.values(String.self, "SELECT facts FROM fact_sheet WHERE facts IS NOT NULL")
      }
      #expect(!sheets.isEmpty && sheets.allSatisfy { !$0.contains("recipient.age") }, "\(sheets)")
      let explained = try await refusal { try await served.rights.explainDecision(.with { $0.name = before.name }) }
      #expect(explained == SeenError(.failedPrecondition, "PERSON_GONE"))
      let replayed = try await refusal { try await served.rights.replayDecision(.with { $0.name = before.name }) }
      #expect(replayed == SeenError(.failedPrecondition, "PERSON_GONE"))
      let after = try #require(try await served.decision(id, "provisions/test"))
      #expect(after.name != before.name && after.outcome == .awaitingEvidence)
      #expect(try await served.rights.replayDecision(.with { $0.name = after.name }).same)
    }
  }
}
