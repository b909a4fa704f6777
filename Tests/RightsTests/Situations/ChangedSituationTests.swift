import CareTypes
import EventsAPI
import Foundation
import GRPCCore
import GRPCInProcessTransport
import Proofs
import RightsAPI
import RuleLanguage
import ServiceCore
import ServiceRuntime
import SwiftProtobuf
import TestSupport
import Testing
import TypeAPI

@testable import Rights
@testable import RightsDomain

@Suite("Care situations that are told anew", .timeLimit(.minutes(1)))
struct ChangedSituationTests {
  private let fifty = "situation.hours_per_month >= 50.0"

  @Test("Fewer hours from a day on are decided on that day, not before")
  func laterHours() async throws {
    try await withFollowingRights { served in
      let id = OpaqueID.random()
      let situation = try Told.situation(id)
      try await served.tell(.statutes, Told.published(fifty))
      try await served.tell(.registration, .careSituationRegistered(situation))
      #expect(try await served.decisions(id) == ["provisions/test": .proposed])
      try await served.tell(
        .registration,
        Told.changed(situation, hours: [("2024-03-01", 16), ("2025-06-10", 8), ("2025-07-01", 20)])
      )
      #expect(try await served.decisions(id) == ["provisions/test": .proposed])
      #expect(try await served.count() == 1)
      for (day, outcome) in [
        ("2025-06-09", Mantel_Rights_V1_Outcome.proposed), ("2025-06-10", .notEntitled),
        ("2025-06-30", .notEntitled), ("2025-07-01", .proposed),
      ] {
        try await served.come(day)
        #expect(try await served.decisions(id) == ["provisions/test": outcome], "\(day)")
      }
      #expect(try await served.count() == 3)
    }
  }

  @Test("A correction of the past changes the decision that stands, and the first terms hold for every day before")
  func correction() async throws {
    try await withFollowingRights { served in
      let id = OpaqueID.random()
      let situation = try Told.situation(id)
      try await served.tell(.statutes, Told.published(fifty))
      try await served.tell(.registration, .careSituationRegistered(situation))
      try await served.tell(
        .registration,
        Told.changed(try Told.situation(id) { $0.hoursPerWeek = 6 }, hours: [("2024-03-01", 6)])
      )
      #expect(try await served.decisions(id) == ["provisions/test": .notEntitled])
      // The periods need not come in order; the first one begins in the future.
      try await served.tell(
        .registration,
        Told.changed(situation, hours: [("2025-12-01", 6), ("2025-07-01", 16)])
      )
      #expect(try await served.decisions(id) == ["provisions/test": .proposed])
      #expect(try await served.count() == 3)
    }
  }

  @Test("A move ends the right of the municipality that was left and brings that of the new one, on its day")
  func move() async throws {
    try await withFollowingRights { served in
      let id = OpaqueID.random()
      let situation = try Told.situation(id)
      try await served.tell(
        .statutes,
        Told.published("recipient.resident", name: "provisions/eeklo", territory: ["43005"]),
        Told.published("recipient.resident", name: "provisions/kaprijke", territory: ["43007"])
      )
      try await served.tell(.registration, .careSituationRegistered(situation))
      #expect(try await served.decisions(id) == ["provisions/kaprijke": .proposed])
      let moved = [("2024-03-01", "43007"), ("2025-06-15", "43005")]
      try await served.tell(.registration, Told.changed(situation, recipient: moved))
      try await served.come("2025-06-14")
      #expect(try await served.decisions(id) == ["provisions/kaprijke": .proposed])
      try await served.come("2025-06-15")
      let decisions = try await served.decisions(id)
      #expect(decisions == ["provisions/kaprijke": .notEntitled, "provisions/eeklo": .proposed])
      let reasons = try await served.store.decisions(of: id, after: "provisions/eeklo", limit: 1).map(\.result.reasons)
      #expect(reasons == [[.notInForce]])
    }
  }

  @Test("A provision of a municipality finds whoever moves there later, and no longer whoever was never there")
  func publishedForLater() async throws {
    try await withFollowingRights { served in
      let (id, other) = (OpaqueID.random(), OpaqueID.random())
      let (situation, second) = (try Told.situation(id), try Told.situation(other))
      try await served.tell(
        .registration,
        Told.changed(situation, caregiver: [("2024-03-01", "44084"), ("2025-09-01", "43005")]),
        Told.changed(second, caregiver: [("2024-03-01", "44084"), ("2025-09-01", "43005")])
      )
      // The second stays where they are after all.
      try await served.tell(.registration, Told.changed(second))
      let published = try Told.published("caregiver.resident", name: "provisions/eeklo", territory: ["43005"])
      let input = try #require(try EventForRights.init(.with { $0.payload = published }))
      try await served.store.apply([input], of: .statutes, upTo: 1)
      #expect(try await served.store.waiting() == 1)
      try await served.decide()
      #expect(try await served.decisions(id).isEmpty)
      try await served.come("2025-09-01")
      #expect(try await served.decisions(id) == ["provisions/eeklo": .proposed])
      #expect(try await served.decisions(other).isEmpty)
    }
  }

  @Test("Evidence that was withdrawn counts no more; of several, the one issued last does")
  func evidence() async throws {
    try await withFollowingRights { served in
      let id = OpaqueID.random()
      try await served.tell(.statutes, Told.published("recipient.fod_points >= 12"))
      let (low, high) = (try Told.points(8, issued: "2024-05-01"), try Told.points(13, issued: "2025-01-10"))
      func tell(_ evidence: [Mantel_Type_V1_Evidence]) async throws {
        try await served.tell(.registration, Told.changed(try Told.situation(id) { $0.evidence = evidence }))
      }
      // A care situation that was never registered before is taken in all the same.
      try await tell([high, low])
      #expect(try await served.decisions(id) == ["provisions/test": .proposed])
      try await tell([low])
      #expect(try await served.decisions(id) == ["provisions/test": .notEntitled])
      try await tell([])
      #expect(try await served.decisions(id) == ["provisions/test": .awaitingEvidence])
    }
  }

  @Test("An event of when evidence was told by care situation is read, and so is what tells it for the other care")
  func evidenceOfBefore() async throws {
    // Registered with a score of 13 on the scale of the federal state, as it was encoded then.
    let encoded = """
      CAdS6QEKKWNhcmVTaXR1YXRpb25zL2FhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhEiJwZXJzb25zL2JiYmJiYmJiYmJiYmJiYmJi
      YmJiYmJiYmJiGiJwZXJzb25zL2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjKgcInA8QAxgRMgU0NDA4NDoFNDMwMDdAAkkAAAAA
      AAAwQFABagcI6A8QAxgBigFGChRyZWNpcGllbnQuZm9kX3BvaW50cxgNOgcI6A8QARgKUiNldmlkZW5jZS9kZGRkZGRkZGRkZGRk
      ZGRkZGRkZGRkZGRkZA==
      """
    let bytes = try #require(Data(base64Encoded: encoded, options: .ignoreUnknownCharacters))
    let former = try #require(try Mantel_Events_V1_Event(serializedBytes: bytes).payload)
    let first = try #require(OpaqueID(String(repeating: "a", count: 26)))
    let recipient = try #require(OpaqueID(String(repeating: "c", count: 26)))
    try await withFollowingRights { served in
      let second = OpaqueID.random()
      let other = try Told.situation(second, recipient: recipient)
      try await served.tell(.statutes, Told.published("recipient.fod_points >= 12"))
      try await served.tell(.registration, former, .careSituationRegistered(other))
      #expect(try await served.decisions(first) == ["provisions/test": .proposed])
      #expect(try await served.decisions(second) == ["provisions/test": .awaitingEvidence])
      // The registry tells the other care anew once the evidence is kept with the recipient.
      let whole = try Told.situation(second, recipient: recipient) {
        $0.evidence = [try Told.points(13, issued: "2024-01-10")]
      }
      try await served.tell(.registration, Told.changed(whole))
      for id in [first, second] {
        #expect(try await served.decisions(id) == ["provisions/test": .proposed])
      }
      let decision = try #require(try await served.decision(second, "provisions/test"))
      let lines = try await served.rights.explainDecision(.with { $0.name = decision.name }).lines
      #expect(lines.contains { $0.textEn.contains("13") })
    }
  }

  @Test("A caregiver less is decided on for the others of the recipient, former and new")
  func otherRecipient() async throws {
    try await withFollowingRights { served in
      let (first, second, third) = (OpaqueID.random(), OpaqueID.random(), OpaqueID.random())
      let (merged, kept) = (OpaqueID.random(), OpaqueID.random())
      let caregiver = OpaqueID.random()
      try await served.tell(.statutes, Told.published("recipient.caregiver_count == 2"))
      try await served.tell(
        .registration,
        .careSituationRegistered(try Told.situation(first, caregiver: caregiver, recipient: merged)),
        .careSituationRegistered(try Told.situation(second, recipient: merged)),
        .careSituationRegistered(try Told.situation(third, recipient: kept))
      )
      func outcomes() async throws -> [Mantel_Rights_V1_Outcome?] {
        var outcomes: [Mantel_Rights_V1_Outcome?] = []
        for id in [first, second, third] { outcomes.append(try await served.decisions(id)["provisions/test"]) }
        return outcomes
      }
      #expect(try await outcomes() == [.proposed, .proposed, .notEntitled])
      try await served.tell(
        .registration,
        Told.changed(try Told.situation(first, caregiver: caregiver, recipient: kept))
      )
      #expect(try await outcomes() == [.proposed, .notEntitled, .proposed])
    }
  }

  @Test("How many recipients a caregiver has is counted anew for all of them when care begins, passes on, and ends")
  func recipients() async throws {
    try await withFollowingRights { served in
      let (first, second, caregiver, other) = (
        OpaqueID.random(), OpaqueID.random(), OpaqueID.random(), OpaqueID.random()
      )
      // Two recipients together: 50 euros.
      try await served.tell(.statutes, Told.published("caregiver.recipient_count >= 2"))
      let later = try Told.situation(second, caregiver: caregiver) { $0.startDate = try Told.date("2025-06-10") }
      try await served.tell(
        .registration,
        .careSituationRegistered(try Told.situation(first, caregiver: caregiver)),
        .careSituationRegistered(later)
      )
      func outcomes() async throws -> [Mantel_Rights_V1_Outcome?] {
        var outcomes: [Mantel_Rights_V1_Outcome?] = []
        for id in [first, second] { outcomes.append(try await served.decisions(id)["provisions/test"]) }
        return outcomes
      }
      #expect(try await outcomes() == [.notEntitled, .notEntitled])
      try await served.come("2025-06-10")
      #expect(try await outcomes() == [.proposed, .proposed])
      let passedOn = try Told.situation(second, caregiver: other) { $0.startDate = try Told.date("2025-06-10") }
      try await served.tell(.registration, Told.changed(passedOn))
      #expect(try await outcomes() == [.notEntitled, .notEntitled])
      try await served.tell(.registration, Told.changed(later))
      #expect(try await outcomes() == [.proposed, .proposed])
      try await served.tell(
        .registration,
        .careSituationEnded(
          try .with {
            $0.careSituation = later.careSituation
            $0.endDate = try Told.date("2025-06-10")
          }
        )
      )
      #expect(try await outcomes() == [.proposed, .proposed])
      try await served.come("2025-06-11")
      #expect(try await outcomes() == [.notEntitled, .notEntitled])
    }
  }

  @Test("What was registered, told again after a change, does not undo it")
  func replay() async throws {
    try await withFollowingRights { served in
      let id = OpaqueID.random()
      let situation = try Told.situation(id)
      try await served.tell(.statutes, Told.published(fifty))
      let changed = try Told.changed(
        try Told.situation(id) {
          $0.hoursPerWeek = 6
          $0.recipientMunicipality = "43005"
        },
        hours: [("2024-03-01", 6)],
        recipient: [("2024-03-01", "43005")]
      )
      try await served.tell(.registration, .careSituationRegistered(situation), changed)
      try await served.tell(.registration, .careSituationRegistered(situation))
      #expect(try await served.decisions(id) == ["provisions/test": .notEntitled])
      let municipalities = try await served.store.database.read {
        try $0.values(String.self, "SELECT municipality FROM situation_municipality ORDER BY municipality")
      }
      #expect(municipalities == ["43005", "44084"])
    }
  }

  @Test("Of a person who was erased the facts are forgotten, and those told late are not taken in")
  func erased() async throws {
    try await withFollowingRights { served in
      let (id, other, person) = (OpaqueID.random(), OpaqueID.random(), OpaqueID.random())
      let name = ResourceCollection.persons.name(person)
      let moment = Mantel_Events_V1_Event.OneOf_Payload.momentMatched(
        .with {
          $0.moment = ResourceCollection.moments.name(.random())
          $0.recipient = name
          $0.kind = .palliativeStatus
          $0.occurTime = .with { $0.seconds = 1_741_608_000 }
        }
      )
      try await served.tell(
        .statutes,
        Told.published("recipient.fod_points >= 12", name: "provisions/points"),
        Told.published("caregiver.age >= 18", name: "provisions/age"),
        Told.published("recipient.palliative_status", name: "provisions/palliative")
      )
      let evidence = [try Told.points(13, issued: "2024-05-01")]
      try await served.tell(
        .registration,
        .careSituationRegistered(try Told.situation(id, recipient: person) { $0.evidence = evidence }),
        .careSituationRegistered(try Told.situation(other, caregiver: person) { $0.evidence = evidence }),
        .consentChanged(
          .with {
            $0.person = name
            $0.purpose = .automaticRights
            $0.given = true
          }
        )
      )
      try await served.tell(.moments, moment)
      #expect(Set(try await served.decisions(id).values) == [.proposed])
      let before = try await served.store.decisions(of: id, after: "", limit: 10)

      try await served.tell(.registration, .personErased(.with { $0.person = name }))
      try await served.tell(.moments, moment)
      let own = try await served.decisions(id)
      #expect(own["provisions/points"] == .awaitingEvidence)
      #expect(own["provisions/palliative"] == .awaitingEvidence)
      #expect(own["provisions/age"] == .proposed)
      let others = try await served.decisions(other)
      #expect(others["provisions/points"] == .awaitingEvidence && others["provisions/age"] == .awaitingEvidence)
      let kept = try await served.store.database.read { db in
        try db.values(
          String.self,
          """
          SELECT evidence || (caregiver_birth IS NULL) || (recipient_birth IS NULL) FROM situation
          UNION ALL SELECT person FROM recipient_moment UNION ALL SELECT person FROM standing_consent
          """
        )
      }
      #expect(kept == ["[]01", "[]10"])
      // Decisions that were made stay as they were made.
      for decision in before {
        let still = try await served.store.decision(decision.name)
        #expect(still.result == decision.result)
      }
    }
  }

  @Test("What befell a person counts only while the consent stands that covers it, in whatever order it is told")
  func covered() async throws {
    try await withFollowingRights { served in
      let (id, person) = (OpaqueID.random(), OpaqueID.random())
      let name = ResourceCollection.persons.name(person)
      func consent(_ purpose: Mantel_Type_V1_ConsentPurpose, given: Bool) async throws {
        try await served.tell(
          .registration,
          .consentChanged(
            .with {
              $0.person = name
              $0.purpose = purpose
              $0.given = given
            }
          )
        )
      }
      func befalls(_ kind: Mantel_Type_V1_MomentKind, coveredBy purpose: Mantel_Type_V1_ConsentPurpose) async throws {
        try await served.tell(
          .moments,
          .momentMatched(
            .with {
              $0.moment = ResourceCollection.moments.name(.random())
              $0.recipient = name
              $0.kind = kind
              $0.occurTime = .init(seconds: 1_748_736_000)
              $0.coveredBy = purpose
            }
          )
        )
      }
      func outcome() async throws -> Mantel_Rights_V1_Outcome? {
        try await served.decisions(id)["provisions/palliative"]
      }
      try await served.tell(.statutes, Told.published("recipient.palliative_status", name: "provisions/palliative"))
      try await served.tell(.registration, .careSituationRegistered(try Told.situation(id, recipient: person)))
      let before = try await outcome()
      #expect(before != .proposed)
      // The two feeds are followed apart: what befell may be told before the consent.
      try await befalls(.palliativeStatus, coveredBy: .generalPractitioner)
      #expect(try await outcome() == before)
      try await consent(.hospital, given: true)
      #expect(try await outcome() == before)
      try await consent(.generalPractitioner, given: true)
      #expect(try await outcome() == .proposed)
      try await consent(.generalPractitioner, given: false)
      #expect(try await outcome() == before)
      try await consent(.generalPractitioner, given: true)
      #expect(try await outcome() == .proposed)
      // What the law lets be told counts without any consent.
      try await consent(.generalPractitioner, given: false)
      try await befalls(.death, coveredBy: .unspecified)
      #expect(try await outcome() == .notEntitled)
    }
  }

  @Test("What befell a person counts for whom they were merged into, until that is undone")
  func merged() async throws {
    try await withFollowingRights { served in
      let (id, kept, merged) = (OpaqueID.random(), OpaqueID.random(), OpaqueID.random())
      try await served.tell(.statutes, Told.published(fifty))
      try await served.tell(.registration, .careSituationRegistered(try Told.situation(id, recipient: kept)))
      #expect(try await served.decisions(id) == ["provisions/test": .proposed])
      try await served.tell(
        .moments,
        .momentMatched(
          .with {
            $0.moment = ResourceCollection.moments.name(.random())
            $0.recipient = ResourceCollection.persons.name(merged)
            $0.kind = .death
            $0.occurTime = .init(seconds: 1_748_736_000)
          }
        )
      )
      #expect(try await served.decisions(id) == ["provisions/test": .proposed])
      let persons = ResourceCollection.persons
      try await served.tell(
        .registration,
        .personsMerged(
          .with {
            $0.kept = persons.name(kept)
            $0.merged = persons.name(merged)
          }
        )
      )
      #expect(try await served.decisions(id) == ["provisions/test": .notEntitled])
      try await served.tell(
        .registration,
        .personsUnmerged(
          .with {
            $0.kept = persons.name(kept)
            $0.merged = persons.name(merged)
          }
        )
      )
      #expect(try await served.decisions(id) == ["provisions/test": .proposed])
    }
  }
}

@Suite("Care situations that are told anew, over real feeds", .timeLimit(.minutes(1)))
struct FollowedFeedTests {
  private typealias Feed = Mantel_Events_V1_EventFeedService.Client<InProcessTransport.Client>

  /// A feed that tells what a test puts in its outbox.
  private func feed(_ clock: ManualClock) throws -> ServiceDatabase {
    try ServiceDatabase(.temporary, label: "told", clock: clock.clock, migrations: [])
  }

  private func tell(
    _ feed: ServiceDatabase,
    _ payloads: Mantel_Events_V1_Event.OneOf_Payload...
  ) async throws {
    let bytes = try payloads.map { payload in
      try Mantel_Events_V1_Event.with { $0.payload = payload }.serializedData() as Data
    }
    try await feed.write { transaction in
      for bytes in bytes { try transaction.append(EventPayload(bytes: bytes)) }
    }
  }

  @Test("A change and an erasure are followed, and what does not concern Rights is passed over")
  func followed() async throws {
    let clock = ManualClock(try Cases.date("2025-06-01"))
    let (told, statutes, moments) = (try feed(clock), try feed(clock), try feed(clock))
    let (id, person) = (OpaqueID.random(), OpaqueID.random())
    let situation = try Told.situation(id, recipient: person)
    try await tell(statutes, try Told.published("recipient.age >= 65 && situation.hours_per_week >= 10.0"))
    try await tell(told, .careSituationRegistered(situation))
    // One feed service in each process: each feed is served apart.
    try await withServed(ServiceComponent(name: "registration", rpcs: [EventFeed(database: told)])) { first in
      try await withServed(ServiceComponent(name: "statutes", rpcs: [EventFeed(database: statutes)])) { second in
        try await withServed(ServiceComponent(name: "moments", rpcs: [EventFeed(database: moments)])) { third in
          let component = try RightsComponent.make(
            location: .temporary,
            clock: clock.clock,
            tables: try ReferenceTables(),
            issuer: try .temporary(),
            registrationFeed: Feed(wrapping: first),
            statutesFeed: Feed(wrapping: second),
            momentsFeed: Feed(wrapping: third)
          )
          try await withServed(component) { grpc in
            let rights = FollowingRights.Client(wrapping: grpc)
            func expect(_ outcome: Mantel_Rights_V1_Outcome) async throws {
              while true {
                let answer = try await rights.listDecisions(
                  .with { $0.careSituation = ResourceCollection.careSituations.name(id) }
                )
                if answer.decisions.map(\.outcome) == [outcome] { return }
                try await Task.sleep(for: .milliseconds(5))
              }
            }
            try await expect(.proposed)
            let moved = Mantel_Events_V1_PersonMoved.with {
              $0.person = ResourceCollection.persons.name(person)
              $0.municipality = "43005"
            }
            try await tell(told, .personMoved(moved), try Told.changed(situation, hours: [("2024-03-01", 6)]))
            try await expect(.notEntitled)
            try await tell(
              told,
              try Told.changed(situation),
              .personErased(.with { $0.person = ResourceCollection.persons.name(person) })
            )
            try await expect(.awaitingEvidence)
            // Both at once or one by one, the feed is followed to its end.
            #expect(try await rights.getProgress(.init()).registrationSequence == 5)
          }
        }
      }
    }
  }
}

@Suite("What holds of a care situation on which days")
struct SituationTimelineTests {
  @Test("The last period that has begun holds; the first holds for every day before")
  func periods() throws {
    var situation = try Cases.situation()
    let days = try ["2025-01-01", "2025-02-01", "2025-03-01"].map { try Cases.date($0).daysSinceEpoch }
    situation.timeline.terms = Timeline(
      try days.enumerated().map { index, day in
        .init(
          start: try CalendarDate(daysSinceEpoch: day),
          value: CareTerms(
            relation: .partner,
            hours: try CareHours(minutes: (index + 1) * 60, per: .week),
            dwelling: .withCaregiver,
            sameAddress: true,
            professionalInvolved: false
          )
        )
      }
    )
    situation.timeline.recipientResidences = Timeline([
      .init(start: try CalendarDate(daysSinceEpoch: days[0]), value: try Place("43005")),
      .init(start: try CalendarDate(daysSinceEpoch: days[1]), value: try Place("43010")),
    ])
    for (day, hours, code) in [
      (days[0] - 400, 1, "43005"), (days[0], 1, "43005"), (days[1] - 1, 1, "43005"), (days[1], 2, "43010"),
      (days[2] - 1, 2, "43010"), (days[2], 3, "43010"), (days[2] + 400, 3, "43010"),
    ] {
      situation.resolve(on: try CalendarDate(daysSinceEpoch: day))
      #expect(situation.terms.hours.minutes == hours * 60, "\(day)")
      #expect(situation.recipient.place.text == code, "\(day)")
      let terms = situation.terms
      #expect(terms.relation == .partner && terms.dwelling == .withCaregiver && terms.sameAddress)
      // Without residences the caregiver lives where the situation says.
      #expect(situation.caregiver.place.text == "44084")
    }
    #expect(situation.timeline.changeDays == [days[1], days[2], days[1]])
    let review = try Cases.review(situation, [], after: "2025-02-01")
    #expect(review == days[2])
  }

  @Test("Of evidence issued on one day the one told last counts; one that does not count yet never wins")
  func ties() throws {
    var situation = try Cases.situation()
    let (before, today) = (try Cases.date("2025-05-01").daysSinceEpoch, try Cases.date("2025-06-01").daysSinceEpoch)
    func item(_ points: Int, from: Int, until: Int? = nil) -> SituationFacts.EvidenceItem {
      .init(fact: "recipient.fod_points", value: .int(points), from: from, until: until)
    }
    for evidence in [
      [item(5, from: today), item(7, from: today)], [item(7, from: today), item(5, from: before)],
      [item(5, from: before), item(7, from: today), item(3, from: today + 1)],
      [item(7, from: before), item(5, from: today - 2, until: today - 1)],
    ] {
      situation.evidence = evidence
      let facts = FactDerivation.facts(of: situation, on: try Cases.date("2025-06-01"))
      #expect(facts["recipient.fod_points"] == .int(7))
    }
  }
}
