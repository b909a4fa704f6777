import CareTypes
import EventsAPI
import Foundation
import GRPCCore
import Proofs
import RightsAPI
import ServiceCore
import ServiceRuntime
import SwiftProtobuf
import TestSupport
import Testing
import TypeAPI

@testable import Rights
@testable import RightsDomain

@Suite("Caregiver cards and attests over gRPC", .timeLimit(.minutes(2)))
struct CardServiceTests {
  // MARK: Which right gives a card

  @Test("A card is for whoever is granted a recognition, lasts a year, and says nothing of the recipient")
  func issued() async throws {
    try await withFollowingRights { served in
      let story = CardStory(served)
      try await story.begin()
      let issued = try await story.issue()
      #expect(issued.card.state == .valid)
      #expect(issued.card.validUntilDate == (try Told.date("2026-05-31")))
      let checked = try await story.check(issued.token)
      #expect(checked.givenNames == "Mieke" && checked.familyName == "De Fictieve" && checked.birthDate == nil)
      let (last, birth) = (try Cases.date("2026-05-31"), try Cases.date("1976-07-22"))
      #expect(checked.validUntil == last)
      let wallet = try await story.check(issued.credential)
      #expect(wallet.familyName == "De Fictieve" && wallet.birthDate == birth)
      let text = try CardStory.claims(issued.token) + CardStory.claims(issued.credential)
      for id in [story.award.care, story.award.caregiver, story.award.recipient] { #expect(!text.contains(id.text)) }
      #expect(!text.contains("test"))
      #expect(try await story.card().state == .valid)
    }
  }

  @Test("Whoever holds no recognition gets no card", arguments: ["proposed", "premium", "recipient"])
  func refused(reason: String) async throws {
    try await withFollowingRights { served in
      let story = CardStory(served)
      switch reason {
      case "proposed": try await story.award.begin(mode: .propose) { $0.kind = "recognition" }
      case "premium": try await story.begin { $0.kind = "premium" }
      default:
        try await story.begin {
          $0.awardTerms.forPair = false
          $0.forRecipient = true
        }
        try await story.award.consent(of: story.award.recipient)
        #expect(try await story.award.award(story.award.ofRecipient).state == .granted)
      }
      let seen = try await refusal { try await story.issue() }
      #expect(seen == SeenError(.failedPrecondition, "NOTHING_TO_PROVE"))
      let recipient = try await refusal { try await story.issue(to: story.award.recipient) }
      #expect(recipient == SeenError(.failedPrecondition, "NOTHING_TO_PROVE"))
      #expect(try await refusal { try await story.card() } == SeenError(.notFound, "RESOURCE_NOT_FOUND"))
    }
  }

  @Test("A card ends with the term of the right that lasts longest, and with what evidence shows")
  func terms() async throws {
    try await withFollowingRights { served in
      let story = CardStory(served)
      try await story.begin { $0.awardTerms.renewal = "yearly" }
      served.clock.set(try Cases.date("2025-09-10"))
      #expect(try await story.issue().card.validUntilDate == (try Told.date("2026-05-31")))
      try await served.tell(
        .statutes,
        Told.published("true", name: "provisions/other") {
          $0.kind = "card"
          $0.forRecipient = false
          $0.grantMode = .automatic
        }
      )
      #expect(try await story.issue().card.validUntilDate == (try Told.date("2026-09-09")))
    }
  }

  // MARK: Revocation

  @Test("A new card replaces the former one, and a repeat of the call is the same card")
  func replaced() async throws {
    try await withFollowingRights { served in
      let story = CardStory(served)
      try await story.begin()
      let first = try await story.issue()
      let id = UUID().uuidString
      let second = try await story.issue(id: id)
      let repeated = try await story.issue(id: id)
      #expect(try CardStory.claims(repeated.token) == CardStory.claims(second.token))
      #expect(try CardStory.claims(second.token) != CardStory.claims(first.token))
      for former in [first.token, first.credential] {
        await #expect(throws: ProofFault.revoked) { try await story.check(former) }
      }
      _ = try await story.check(second.token)
      _ = try await story.check(repeated.credential)
      let other = try await refusal { try await story.issue(id: id, to: .random()) }
      #expect(other == SeenError(.alreadyExists, "REQUEST_ID_REUSED"))
    }
  }

  @Test("A lost card is revoked, once")
  func lost() async throws {
    try await withFollowingRights { served in
      let story = CardStory(served)
      try await story.begin()
      let issued = try await story.issue()
      #expect(try await story.revoke().state == .revoked)
      await #expect(throws: ProofFault.revoked) { try await story.check(issued.token) }
      await #expect(throws: ProofFault.revoked) { try await story.check(issued.credential) }
      #expect(try await story.card().state == .revoked)
      #expect(try await refusal { try await story.revoke() } == SeenError(.notFound, "RESOURCE_NOT_FOUND"))
    }
  }

  @Test("A card ends at once when the right does, and holds again when it is granted again")
  func ended() async throws {
    try await withFollowingRights { served in
      let story = CardStory(served)
      try await story.begin("situation.hours_per_week >= 10.0")
      let issued = try await story.issue()
      let situation = try Told.situation(
        story.award.care,
        caregiver: story.award.caregiver,
        recipient: story.award.recipient
      )
      try await served.tell(.registration, Told.changed(situation, hours: [("2024-03-01", 16), ("2025-06-01", 4)]))
      await #expect(throws: ProofFault.revoked) { try await story.check(issued.token) }
      #expect(try await story.card().state == .ended)
      try await served.tell(.registration, Told.changed(situation, hours: [("2024-03-01", 16)]))
      _ = try await story.check(issued.token)
      #expect(try await story.card().state == .valid)
    }
  }

  @Test("A card ends with an action on the award that it rests on")
  func renounced() async throws {
    try await withFollowingRights { served in
      let story = CardStory(served)
      try await story.begin()
      let issued = try await story.issue()
      let today = try Told.date("2025-06-01")
      _ = try await served.awards.endAward(
        .with {
          $0.requestID = UUID().uuidString
          $0.name = story.award.ofPair
          $0.endDate = today
        }
      )
      await #expect(throws: ProofFault.revoked) { try await story.check(issued.token) }
    }
  }

  @Test("A caregiver of two recipients has one card, which goes on when one of the two dies")
  func severalRecipients() async throws {
    try await withFollowingRights { served in
      let story = CardStory(served)
      try await story.begin()
      let other = OpaqueID.random()
      try await served.tell(
        .registration,
        .careSituationRegistered(try Told.situation(other, caregiver: story.award.caregiver))
      )
      let issued = try await story.issue()
      try await story.award.moment(.death, on: "2025-05-31")
      #expect(try await story.award.award().state == .ended)
      _ = try await story.check(issued.token)
      try await served.tell(
        .registration,
        .careSituationEnded(
          try .with {
            $0.careSituation = ResourceCollection.careSituations.name(other)
            $0.endDate = try Told.date("2025-05-30")
          }
        )
      )
      await #expect(throws: ProofFault.revoked) { try await story.check(issued.token) }
    }
  }

  @Test("No shop learns of an admission that interrupts the right")
  func admission() async throws {
    try await withFollowingRights { served in
      let story = CardStory(served)
      try await story.begin { $0.suspendAfterDaysAdmitted = 30 }
      let issued = try await story.issue()
      try await story.award.moment(.admission, on: "2025-06-01")
      try await served.come("2025-08-01")
      #expect(try await story.award.award().state == .suspended)
      _ = try await story.check(issued.token)
      let again = try await refusal { try await story.issue() }
      #expect(again == SeenError(.failedPrecondition, "NOTHING_TO_PROVE"))
    }
  }

  @Test("A card expires by itself")
  func expired() async throws {
    try await withFollowingRights { served in
      let story = CardStory(served)
      try await story.begin()
      let issued = try await story.issue()
      served.clock.set(try Cases.date("2026-06-01"))
      await #expect(throws: ProofFault.expired) { try await story.check(issued.token) }
      #expect(try await story.card().state == .expired)
    }
  }

  @Test("An erasure revokes the card and forgets whose it was; the place stays taken")
  func erased() async throws {
    try await withFollowingRights { served in
      let story = CardStory(served)
      try await story.begin()
      let issued = try await story.issue()
      try await served.tell(
        .registration,
        .personErased(.with { $0.person = ResourceCollection.persons.name(story.award.caregiver) })
      )
      await #expect(throws: ProofFault.revoked) { try await story.check(issued.token) }
      #expect(try await refusal { try await story.card() } == SeenError(.notFound, "RESOURCE_NOT_FOUND"))
      let kept = try await served.store.database.read { db in
        try (
          db.value(Int.self, "SELECT count(*) FROM card WHERE holder IS NOT NULL OR issued_to IS NOT NULL"),
          db.value(Int.self, "SELECT count(*) FROM card_status WHERE is_revoked = 1")
        )
      }
      #expect(kept.0 == 0 && kept.1 == 2)
    }
  }

  @Test("The cards of a person who is merged pass to the other, and come back when the merge is undone")
  func merged() async throws {
    try await withFollowingRights { served in
      let story = CardStory(served)
      try await story.begin()
      let issued = try await story.issue()
      let kept = OpaqueID.random()
      let (from, into) = (
        ResourceCollection.persons.name(story.award.caregiver), ResourceCollection.persons.name(kept)
      )
      let situation = try Told.situation(story.award.care, caregiver: kept, recipient: story.award.recipient)
      try await served.tell(
        .registration,
        .personsMerged(
          .with {
            $0.kept = into
            $0.merged = from
          }
        )
      )
      try await served.tell(.registration, Told.changed(situation))
      #expect(try await story.card(of: kept).state == .valid)
      #expect(try await story.card().state == .valid)
      _ = try await story.check(issued.token)
      try await served.tell(
        .registration,
        .personsUnmerged(
          .with {
            $0.kept = into
            $0.merged = from
          }
        )
      )
      #expect(try await refusal { try await story.card(of: kept) } == SeenError(.notFound, "RESOURCE_NOT_FOUND"))
      #expect(try await story.card().issueTime == issued.card.issueTime)
    }
  }

  // MARK: Places

  @Test("Places are taken by chance, never twice, and another list is begun when one is half full")
  func places() async throws {
    try await withFollowingRights { served in
      let places = try await served.store.database.write { transaction in
        try (0..<200).map { _ in
          let card = try CardRows.insert(
            for: .random(),
            issued: transaction.now,
            lastDay: 21_000,
            in: transaction.connection
          )
          return [card.tokenPlace.number, card.credentialPlace.number]
        }
      }
      let numbers = places.flatMap { $0 }
      #expect(Set(numbers).count == 400)
      #expect(numbers != numbers.sorted())
      // Neighbours in time are not neighbours in the list.
      #expect(zip(numbers, numbers.dropFirst()).count { abs($0 - $1) < 100 } < 20)
      let next = try await served.store.database.write { transaction in
        let db = transaction.connection
        let key = try db.insert("INSERT INTO card (issued, last_day) VALUES (0, 0)", [])
        _ = key
        try db.execute(
          """
          WITH RECURSIVE number (value) AS (SELECT 0 UNION ALL SELECT value + 1 FROM number WHERE value < 131071)
          INSERT INTO card (issued, last_day) SELECT 0, 0 FROM number WHERE true
          """
        )
        try db.execute(
          """
          INSERT INTO card_status (place, card, is_credential)
          SELECT key, key, 0 FROM card WHERE key < 131072 ON CONFLICT DO NOTHING
          """
        )
        return try CardRows.insert(for: .random(), issued: transaction.now, lastDay: 21_000, in: db)
      }
      #expect(next.tokenPlace.list == 2 && next.credentialPlace.list == 2)
      #expect(try await served.cards.getStatusList(.with { $0.number = 2 }).listCount == 2)
    }
  }

  @Test("A list that does not exist is not found, and one below 1 is wrong")
  func lists() async throws {
    try await withFollowingRights { served in
      let list = try await served.cards.getStatusList(.with { $0.number = 1 })
      #expect(list.uri == "https://mantel.example/status/1" && list.listCount == 1)
      let missing = try await refusal { try await served.cards.getStatusList(.with { $0.number = 2 }) }
      #expect(missing == SeenError(.notFound, "RESOURCE_NOT_FOUND"))
      let wrong = try await refusal { try await served.cards.getStatusList(.init()) }
      #expect(wrong == SeenError(.invalidArgument, "INVALID_FIELD", fields: ["number"]))
    }
  }

  @Test("Every wrong field is told")
  func fields() async throws {
    try await withFollowingRights { served in
      let card = try await refusal {
        try await served.cards.issueCard(
          .with {
            $0.requestID = UUID().uuidString
            $0.person = "x"
            $0.holderKeyJwk = "{}"
          }
        )
      }
      #expect(card == SeenError(.invalidArgument, "INVALID_FIELD", fields: ["person", "holder_key_jwk", "holder"]))
      let request = try await refusal { try await served.cards.revokeCard(.init()) }
      #expect(request == SeenError(.invalidArgument, "INVALID_FIELD", fields: ["request_id"]))
      let attest = try await refusal { try await served.cards.issueAttest(.with { $0.language = .UNRECOGNIZED(9) }) }
      #expect(
        attest == SeenError(.invalidArgument, "INVALID_FIELD", fields: ["person", "kind", "language", "holder"])
      )
      let read = try await refusal { try await served.cards.getCard(.init()) }
      #expect(read == SeenError(.invalidArgument, "INVALID_FIELD", fields: ["person"]))
    }
  }

  @Test("No name is kept, not even with the answer to a request")
  func nothingKept() async throws {
    try await withFollowingRights { served in
      let story = CardStory(served)
      try await story.begin()
      _ = try await story.issue()
      let answers = try await served.store.database.read { db in
        try db.values(Data.self, "SELECT answer FROM request_ledger").map { String(decoding: $0, as: UTF8.self) }
      }
      #expect(answers.count == 1 && answers.allSatisfy { !$0.contains("Fictieve") && !$0.contains("Mieke") })
    }
  }

  @Test("The queries on the way of a request use the indexes")
  func plans() async throws {
    try await withFollowingRights { served in
      for sql in [
        CardRows.latestSQL, CardRows.revokeSQL, CardRows.revokeStatusSQL, CardRows.eraseSQL, CardRows.eraseStatusSQL,
        CardRows.holdersSQL, CardRows.setEndedSQL, CardRows.setEndedStatusSQL, CardRows.revokedSQL,
        CardStanding.ofCaregiverSQL, CardStanding.situationSQL,
      ] {
        let plan = try await served.store.database.queryPlan(of: sql)
        #expect(!plan.contains { $0.hasPrefix("SCAN card") || $0.hasPrefix("SCAN situation") }, "\(sql): \(plan)")
      }
    }
  }

  // MARK: Attests

  @Test("An attest for an employer or a school says since when, and only while care goes on")
  func attests() async throws {
    try await withFollowingRights { served in
      let story = CardStory(served)
      try await story.begin()
      for kind in [Mantel_Rights_V1_AttestKind.employer, .school] {
        let attest = try await story.attest(kind)
        #expect(attest.careFromDate == (try Told.date("2024-03-01")))
        #expect(!attest.hasCareUntilDate && !attest.hasCareMonths)
        #expect(attest.validUntilDate == (try Told.date("2025-08-30")))
        let stated = Attest(
          kind: kind == .school ? .school : .employer,
          from: try Cases.date("2024-03-01")
        )
        #expect(try await story.check(attest.token).kind == .attest(stated))
        #expect(attest.pageHtml.contains("De Fictieve") && attest.pageHtml.contains("1 maart 2024"))
        #expect(attest.pageHtml.contains(kind == .school ? "voor de school" : "voor de werkgever"))
      }
      let english = try await story.attest(.employer, language: .english)
      #expect(english.pageHtml.contains("Caregiver since") && english.pageHtml.contains("1 March 2024"))
      try await story.award.moment(.death, on: "2025-05-31")
      let after = try await refusal { try await story.attest(.employer) }
      #expect(after == SeenError(.failedPrecondition, "NOTHING_TO_PROVE"))
      let recipient = try await refusal { try await story.attest(.employer, of: story.award.recipient) }
      #expect(recipient == SeenError(.failedPrecondition, "NOTHING_TO_PROVE"))
    }
  }

  @Test("An attest of experience joins the care for several people, and counts full months without interruptions")
  func experience() async throws {
    try await withFollowingRights { served in
      let story = CardStory(served)
      func care(from start: String, until end: String?) async throws {
        try await served.tell(
          .registration,
          .careSituationRegistered(
            try Told.situation(.random(), caregiver: story.award.caregiver) {
              $0.startDate = try Told.date(start)
              if let end { $0.endDate = try Told.date(end) }
            }
          )
        )
      }
      try await care(from: "2019-01-01", until: "2019-12-31")
      try await care(from: "2019-06-01", until: "2020-06-30")
      try await care(from: "2022-01-15", until: "2022-03-14")
      let ended = try await story.attest(.experience)
      #expect(ended.careFromDate == (try Told.date("2019-01-01")))
      #expect(ended.careUntilDate == (try Told.date("2022-03-14")))
      #expect(ended.careMonths == 20)
      #expect(ended.validUntilDate == (try Told.date("2035-06-02")))
      #expect(ended.pageHtml.contains("van 1 januari 2019 tot en met 14 maart 2022"))
      try await care(from: "2025-01-01", until: nil)
      let goesOn = try await story.attest(.experience)
      #expect(!goesOn.hasCareUntilDate && goesOn.careMonths == 25)
      let none = try await refusal { try await story.attest(.experience, of: .random()) }
      #expect(none == SeenError(.failedPrecondition, "NOTHING_TO_PROVE"))
    }
  }

  @Test("A name cannot become a part of the page")
  func escaped() async throws {
    try await withFollowingRights { served in
      let story = CardStory(served)
      try await story.begin()
      let attest = try await story.attest(.employer, familyName: "<script>\"&'")
      #expect(!attest.pageHtml.contains("<script>"))
      #expect(attest.pageHtml.contains("&lt;script&gt;&quot;&amp;&#39;"))
      #expect(!attest.pageHtml.contains("http-equiv") && !attest.pageHtml.contains("src="))
    }
  }
}

/// A caregiver with a recognition, and their card.
private struct CardStory {
  let served: FollowingRights
  let award: AwardStory

  init(_ served: FollowingRights) {
    self.served = served
    award = AwardStory(served)
  }

  /// Publishes a recognition for pairs that is granted at once, and registers the care.
  func begin(
    _ condition: String = "true",
    change: (inout Mantel_Type_V1_ExecutableProvision) throws -> Void = { _ in }
  ) async throws {
    try await award.begin(condition, mode: .automatic) {
      $0.kind = "recognition"
      try change(&$0)
    }
    try await award.consent(of: award.caregiver)
  }

  static func holder(_ familyName: String = "De Fictieve") -> Mantel_Rights_V1_ProofHolder {
    .with {
      $0.givenNames = "Mieke"
      $0.familyName = familyName
      $0.birthDate = Samples.date(1976, 7, 22)
    }
  }

  @discardableResult
  func issue(id: String = UUID().uuidString, to person: OpaqueID? = nil) async throws
    -> Mantel_Rights_V1_IssueCardResponse
  {
    try await served.cards.issueCard(
      .with {
        $0.requestID = id
        $0.person = ResourceCollection.persons.name(person ?? award.caregiver)
        $0.holder = Self.holder()
      }
    )
  }

  @discardableResult
  func card(of person: OpaqueID? = nil) async throws -> Mantel_Rights_V1_Card {
    let name = ResourceCollection.persons.name(person ?? award.caregiver)
    return try await served.cards.getCard(.with { $0.person = name }).card
  }

  @discardableResult
  func revoke() async throws -> Mantel_Rights_V1_Card {
    let name = ResourceCollection.persons.name(award.caregiver)
    return try await served.cards.revokeCard(
      .with {
        $0.requestID = UUID().uuidString
        $0.person = name
      }
    ).card
  }

  @discardableResult
  func attest(
    _ kind: Mantel_Rights_V1_AttestKind,
    language: Mantel_Type_V1_Language = .unspecified,
    of person: OpaqueID? = nil,
    familyName: String = "De Fictieve"
  ) async throws -> Mantel_Rights_V1_IssueAttestResponse {
    try await served.cards.issueAttest(
      .with {
        $0.person = ResourceCollection.persons.name(person ?? award.caregiver)
        $0.kind = kind
        $0.language = language
        $0.holder = Self.holder(familyName)
      }
    )
  }

  /// Checks a proof as anyone can, with what the registry publishes.
  @discardableResult
  func check(_ proof: String) async throws -> CheckedProof {
    let keys = try await served.cards.getKeySet(.init()).jwks
    let list = try await served.cards.getStatusList(.with { $0.number = 1 }).token
    let checker = try await ProofChecker(
      keys: KeySet(json: Data(keys.utf8)),
      statusLists: [list],
      at: served.clock.clock.now
    )
    return try await checker.check(proof)
  }

  /// The text of the claims of a token.
  static func claims(_ token: String) throws -> String {
    let part = token.split(separator: "~")[0].split(separator: ".")[1]
    return String(decoding: try #require(Base64URL.bytes(part)), as: UTF8.self)
  }
}
