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

@Suite("Awards over gRPC", .timeLimit(.minutes(2)))
struct AwardServiceTests {
  @Test("An automatic right is granted with consent, ends with it, and is never granted twice at one time")
  func automatic() async throws {
    try await withFollowingRights { served in
      let story = AwardStory(served)
      try await story.begin("situation.hours_per_week >= 10.0", mode: .automatic)
      #expect(try await story.award().state == .proposed)
      try await story.consent(of: story.caregiver)
      let granted = try await story.award()
      #expect(try granted.state == .granted && granted.grantFromDate == Told.date("2025-06-01"))
      #expect(granted.steps.map(\.kind) == [.proposed, .granted])
      #expect(granted.steps.allSatisfy { $0.actor == "mantel" && $0.factsDigest.count == 64 })
      #expect(granted.decision.name == granted.steps[1].decision)
      let situation = try Told.situation(story.care, caregiver: story.caregiver, recipient: story.recipient)
      try await served.tell(.registration, Told.changed(situation, hours: [("2024-03-01", 16), ("2025-06-01", 4)]))
      let ended = try await story.award()
      #expect(ended.state == .ended && ended.steps.last?.kind == .ended && ended.steps.last?.cause == .decision)
      #expect(ended.endDate == (try Told.date("2025-06-01")))
    }
  }

  @Test("A proposal is granted when all have signed; the signatures of one award are not those of another")
  func proposed() async throws {
    try await withFollowingRights { served in
      let story = AwardStory(served)
      try await story.begin { $0.awardTerms.signatures = ["caregiver", "recipient"] }
      let other = "\(ResourceCollection.careSituations.name(story.care))/awards/other"
      try await served.tell(
        .statutes,
        Told.published("true", name: "provisions/other") {
          $0.forRecipient = false
          $0.awardTerms.forPair = true
          $0.awardTerms.signatures = ["caregiver"]
        }
      )
      #expect(try await story.award().missingSignatures == ["caregiver", "recipient"])
      #expect(try await story.apply(on: "2025-05-20", signed: ["caregiver": "2025-05-20"]) == .appliedFor)
      #expect(try await story.award().missingSignatures == ["recipient"])
      #expect(try await story.award(other).missingSignatures == ["caregiver"])
      #expect(try await story.sign(["recipient": "2025-05-25"]) == .granted)
      let award = try await story.award()
      #expect(award.grantFromDate == (try Told.date("2025-05-25")))
      #expect(award.steps.map(\.kind) == [.proposed, .applied, .signed, .granted])
      #expect(award.steps[2].signatures.map(\.signatory) == ["recipient"])
      #expect(try await story.award(other).state == .proposed)
    }
  }

  @Test("A committee ratifies with a number and a date, refuses with a reason, and is overruled")
  func ratified() async throws {
    try await withFollowingRights { served in
      let story = AwardStory(served)
      try await story.begin(mode: .ratify) { $0.awardTerms.objectionDays = 30 }
      #expect(try await story.apply(on: "2025-05-01") == .awaitingRatification)
      #expect(
        try await story.rule(grants: false, on: "2025-05-20", reason: "De zorgvrager woont in een voorziening")
          == [.refused]
      )
      let late = try Told.date("2025-08-01")
      let objection = Mantel_Rights_V1_RecordObjectionRequest.with {
        $0.requestID = UUID().uuidString
        $0.name = story.ofPair
        $0.objectDate = late
      }
      let early = try await refusal { try await served.awards.recordObjection(objection) }
      #expect(early == SeenError(.invalidArgument, "INVALID_FIELD", fields: ["object_date"]))
      try await served.come("2025-08-01")
      #expect(try await served.awards.recordObjection(objection).inTime == false)
      #expect(try await story.rule(grants: true, on: "2025-07-15", from: "2025-05-01") == [.granted])
      let award = try await story.award()
      #expect(
        award.steps.map(\.kind) == [.proposed, .applied, .submitted, .refused, .objected, .overruled]
      )
      #expect(award.steps[3].ruling.reason == "De zorgvrager woont in een voorziening")
      #expect(award.steps[5].ruling.number == "2025/114")
      #expect(award.grantFromDate == (try Told.date("2025-05-01")))
      #expect(try await story.award(on: "2025-04-30").state == .unspecified)
    }
  }

  @Test("An application that waits for evidence is granted from its own day when the evidence comes")
  func evidence() async throws {
    try await withFollowingRights { served in
      let story = AwardStory(served)
      try await story.begin("recipient.fod_points >= 12") { $0.awardTerms.endedBy = ["evidence_expires"] }
      #expect(try await story.apply(on: "2025-05-10") == .awaitingEvidence)
      #expect(try await story.award().decision.missing.map(\.name) == ["recipient.fod_points"])
      try await served.come("2025-06-10")
      let points = try Told.points(13, issued: "2025-06-05", until: "2025-12-31")
      let situation = try Told.situation(story.care, caregiver: story.caregiver, recipient: story.recipient) {
        $0.evidence = [points]
      }
      try await served.tell(.registration, Told.changed(situation))
      #expect(try await story.award().state == .granted)
      #expect(try await story.award().grantFromDate == (try Told.date("2025-05-10")))
      try await served.come("2026-01-01")
      let award = try await story.award()
      #expect(award.state == .ended && award.steps.last?.cause == .evidenceExpired)
      #expect(award.endDate == (try Told.date("2026-01-01")))
      // What held then is still known.
      #expect(try await story.award(on: "2025-12-31").state == .granted)
    }
  }

  @Test("A death that is told late ends the award on the day of the death, and is known from when it was told")
  func death() async throws {
    try await withFollowingRights { served in
      let story = AwardStory(served)
      try await story.begin { $0.awardTerms.endedBy = ["recipient_dies"] }
      try await story.apply(on: "2025-06-01")
      try await served.come("2025-07-20")
      let before = Instant(microseconds: Int64(try Cases.date("2025-07-19").daysSinceEpoch) * 86_400_000_000)
      try await story.moment(.death, on: "2025-07-04")
      let award = try await story.award()
      #expect(award.state == .ended && award.steps.last?.cause == .recipientDied)
      #expect(award.endDate == (try Told.date("2025-07-04")))
      #expect(try await story.award(on: "2025-07-03").state == .granted)
      #expect(try await story.award(on: "2025-07-10").state == .ended)
      #expect(try await story.award(known: before).state == .granted)
    }
  }

  @Test("An admission suspends an award, and the discharge resumes it")
  func suspension() async throws {
    try await withFollowingRights { served in
      let story = AwardStory(served)
      try await story.begin {
        $0.suspendAfterDaysAdmitted = 30
        $0.awardTerms.renewal = "on_request"
        $0.awardTerms.renewalMonths = 12
      }
      try await story.apply(on: "2025-06-01")
      try await story.moment(.admission, on: "2025-06-01")
      #expect(try await story.award().state == .granted)
      try await served.come("2025-07-10")
      let award = try await story.award()
      #expect(award.state == .suspended && award.steps.last?.cause == .admission)
      // The day of admission is the first.
      #expect(award.steps.last?.validDate == (try Told.date("2025-07-01")))
      // It can be renewed meanwhile.
      #expect(try await story.apply(on: "2025-07-10") == .suspended)
      #expect(try await story.award().grantUntilDate == (try Told.date("2027-05-31")))
      try await served.come("2025-07-12")
      try await story.moment(.discharge, on: "2025-07-11")
      #expect(try await story.award().state == .granted)
      #expect(
        try await story.award().steps.map(\.kind) == [
          .proposed, .applied, .granted, .suspended, .renewed, .resumed,
        ]
      )
    }
  }

  @Test("A term of a year ends by itself, unless it is renewed; an automatic renewal goes on")
  func renewal() async throws {
    try await withFollowingRights { served in
      let story = AwardStory(served)
      try await story.begin {
        $0.awardTerms.renewal = "on_request"
        $0.awardTerms.renewalMonths = 12
      }
      let lasting = "\(ResourceCollection.careSituations.name(story.care))/awards/lasting"
      try await served.tell(
        .statutes,
        Told.published("true", name: "provisions/lasting") {
          $0.forRecipient = false
          $0.awardTerms.forPair = true
          $0.awardTerms.renewal = "automatic"
          $0.awardTerms.renewalMonths = 12
        }
      )
      try await story.apply(on: "2025-06-01")
      try await story.apply(lasting, on: "2025-06-01")
      #expect(try await story.award().grantUntilDate == (try Told.date("2026-05-31")))
      try await served.come("2026-05-20")
      #expect(try await story.apply(on: "2026-05-20") == .granted)
      #expect(try await story.award().grantUntilDate == (try Told.date("2027-05-31")))
      try await served.come("2027-06-01")
      let award = try await story.award()
      #expect(award.state == .ended && award.steps.last?.cause == .renewalMissed)
      #expect(award.endDate == (try Told.date("2027-06-01")))
      #expect(try await story.award(lasting).state == .granted)
      #expect(try await story.award(lasting).grantUntilDate == (try Told.date("2028-05-31")))
      #expect(try await story.apply(on: "2027-06-01") == .granted)
    }
  }

  @Test("Of an award that three can hold, the fourth application is refused, and the third is free again after an end")
  func limit() async throws {
    try await withFollowingRights { served in
      let first = AwardStory(served)
      try await first.begin { $0.awardTerms.perRecipient = 3 }
      let others = (1...3).map { _ in OpaqueID.random() }
      let names = others.map { "\(ResourceCollection.careSituations.name($0))/awards/test" }
      for care in others {
        try await served.tell(
          .registration,
          .careSituationRegistered(try Told.situation(care, recipient: first.recipient))
        )
      }
      for name in names[..<2] { #expect(try await first.apply(name, on: "2025-06-01") == .granted) }
      // Two for the last place, at once.
      async let one = refusal { try await first.apply(on: "2025-06-01") }
      async let two = refusal { try await first.apply(names[2], on: "2025-06-01") }
      let seen = try await [one, two]
      #expect(seen.compactMap(\.self) == [SeenError(.failedPrecondition, "AWARD_LIMIT_REACHED")])
      let loser = seen[0] == nil ? names[2] : first.ofPair
      #expect(try await first.award(loser).limitReached)
      let end = try Told.date("2025-06-01")
      _ = try await served.awards.endAward(
        .with {
          $0.requestID = UUID().uuidString
          $0.name = names[0]
          $0.endDate = end
        }
      )
      #expect(try await first.apply(loser, on: "2025-06-01") == .granted)
    }
  }

  @Test("Of two who applied for the last place, the one who signs first has it")
  func signedLimit() async throws {
    try await withFollowingRights { served in
      let story = AwardStory(served)
      try await story.begin {
        $0.awardTerms.perRecipient = 1
        $0.awardTerms.signatures = ["caregiver"]
      }
      let other = OpaqueID.random()
      try await served.tell(
        .registration,
        .careSituationRegistered(try Told.situation(other, recipient: story.recipient))
      )
      let name = "\(ResourceCollection.careSituations.name(other))/awards/test"
      #expect(try await story.apply(on: "2025-05-30") == .appliedFor)
      #expect(try await story.apply(name, on: "2025-06-01", signed: ["caregiver": "2025-06-01"]) == .granted)
      let late = try await refusal { try await story.sign(["caregiver": "2025-06-01"]) }
      #expect(late == SeenError(.failedPrecondition, "AWARD_LIMIT_REACHED"))
    }
  }

  @Test("A renewal needs the signatures again, and reaches no further than the next term")
  func renewalSigned() async throws {
    try await withFollowingRights { served in
      let story = AwardStory(served)
      try await story.begin {
        $0.awardTerms.signatures = ["caregiver"]
        $0.awardTerms.renewal = "on_request"
        $0.awardTerms.renewalMonths = 12
      }
      try await story.apply(on: "2025-06-01", signed: ["caregiver": "2025-06-01"])
      let unsigned = try await refusal { try await story.apply(on: "2025-06-01") }
      #expect(unsigned == SeenError(.failedPrecondition, "AWARD_STATE"))
      #expect(try await story.apply(on: "2025-06-01", signed: ["caregiver": "2025-06-01"]) == .granted)
      let twice = try await refusal { try await story.apply(on: "2025-06-01", signed: ["caregiver": "2025-06-01"]) }
      #expect(twice == SeenError(.failedPrecondition, "AWARD_STATE"))
      #expect(try await story.award().grantUntilDate == (try Told.date("2027-05-31")))
    }
  }

  @Test("What is used counts in the window of its own day")
  func window() async throws {
    try await withFollowingRights { served in
      let story = AwardStory(served)
      try await story.begin {
        $0.awardTerms.quotas = [
          .with {
            $0.hundredths = 4_000
            $0.unit = "hours"
            $0.scope = "care_situation"
            $0.windowMonths = 6
          }
        ]
      }
      try await story.apply(on: "2025-06-01")
      try await served.come("2025-12-10")
      try await story.use(4_000, "hours", on: "2025-11-20")
      let late = try await refusal { try await story.use(100, "hours", on: "2025-11-21") }
      #expect(late == SeenError(.failedPrecondition, "QUOTA_EXCEEDED"))
      #expect(try await story.use(100, "hours", on: "2025-12-01").quotas[0].usedHundredths == 100)
    }
  }

  @Test("A recipient with three caregivers has one award")
  func oncePerRecipient() async throws {
    try await withFollowingRights { served in
      let story = AwardStory(served)
      try await story.begin {
        $0.forRecipient = true
        $0.awardTerms.forPair = false
      }
      for _ in 1...2 {
        try await served.tell(
          .registration,
          .careSituationRegistered(try Told.situation(.random(), recipient: story.recipient))
        )
      }
      #expect(try await story.list().map(\.name) == [story.ofRecipient])
      #expect(try await story.apply(story.ofRecipient, on: "2025-06-01") == .granted)
      let again = try await refusal { try await story.apply(story.ofRecipient, on: "2025-06-01") }
      #expect(again == SeenError(.failedPrecondition, "AWARD_STATE"))
    }
  }

  @Test("An automatic right that rests on consent ends with it, where the provision says so")
  func consentWithdrawn() async throws {
    try await withFollowingRights { served in
      let story = AwardStory(served)
      try await story.begin(mode: .automatic) { $0.awardTerms.endedBy = ["consent_withdrawn"] }
      try await story.consent(of: story.caregiver)
      #expect(try await story.award().state == .granted)
      try await story.consent(of: story.caregiver, given: false)
      let award = try await story.award()
      #expect(award.state == .ended && award.steps.last?.cause == .consentWithdrawn)
    }
  }

  @Test("An application that came before its condition held is granted from the day on which it holds")
  func early() async throws {
    try await withFollowingRights { served in
      let story = AwardStory(served)
      try await story.begin("situation.hours_per_week >= 20.0")
      #expect(try await story.apply(on: "2025-05-10") == .appliedFor)
      try await served.come("2025-07-01")
      let situation = try Told.situation(story.care, caregiver: story.caregiver, recipient: story.recipient)
      try await served.tell(.registration, Told.changed(situation, hours: [("2024-03-01", 16), ("2025-07-01", 24)]))
      let award = try await story.award()
      #expect(award.state == .granted)
      #expect(award.grantFromDate == (try Told.date("2025-07-01")))
      #expect(try await story.award(on: "2025-06-30").decision.outcome != .proposed)
    }
  }

  @Test("What cannot be held together is refused as long as the other is held")
  func exclusion() async throws {
    try await withFollowingRights { served in
      let story = AwardStory(served)
      try await served.tell(
        .statutes,
        Told.published("true", name: "provisions/other") {
          $0.forRecipient = false
          $0.awardTerms.forPair = true
        }
      )
      try await story.begin { $0.excludes = ["provisions/other"] }
      let other = "\(ResourceCollection.careSituations.name(story.care))/awards/other"
      #expect(try await story.apply(on: "2025-06-01") == .granted)
      let refused = try await refusal { try await story.apply(other, on: "2025-06-01") }
      #expect(refused == SeenError(.failedPrecondition, "AWARD_EXCLUDED"))
    }
  }

  @Test("A quota is used up to its end and no further, and one with a window begins again")
  func quota() async throws {
    try await withFollowingRights { served in
      let story = AwardStory(served)
      try await story.begin {
        $0.awardTerms.quotas = [
          .with {
            $0.hundredths = 300
            $0.unit = "months"
            $0.scope = "care_situation"
          },
          .with {
            $0.hundredths = 4_000
            $0.unit = "hours"
            $0.scope = "caregiver"
            $0.windowMonths = 6
          },
        ]
      }
      try await story.apply(on: "2025-06-01")
      #expect(try await story.use(3_000, "hours", on: "2025-06-10").quotas.map(\.usedHundredths) == [0, 3_000])
      let tooMuch = try await refusal { try await story.use(1_500, "hours", on: "2025-06-11") }
      #expect(tooMuch == SeenError(.failedPrecondition, "QUOTA_EXCEEDED"))
      let unknown = try await refusal { try await story.use(100, "days", on: "2025-06-11") }
      #expect(unknown == SeenError(.failedPrecondition, "QUOTA_EXCEEDED"))
      try await served.come("2025-12-02")
      #expect(try await story.use(1_500, "hours", on: "2025-12-02").quotas[1].usedHundredths == 1_500)
      #expect(try await story.use(250, "months", on: "2025-12-02").state == .granted)
      try await served.come("2026-01-05")
      #expect(try await story.use(50, "months", on: "2026-01-02").state == .exhausted)
      #expect(try await story.award(on: "2025-12-31").state == .granted)
    }
  }

  @Test("Applications are made in their period of the year")
  func period() async throws {
    try await withFollowingRights { served in
      let story = AwardStory(served)
      try await story.begin {
        $0.awardTerms.applyFrom = "01-01"
        $0.awardTerms.applyUntil = "03-31"
      }
      let late = try await refusal { try await story.apply(on: "2025-04-01") }
      #expect(late == SeenError(.failedPrecondition, "OUTSIDE_APPLICATION_PERIOD"))
      #expect(try await story.apply(on: "2025-03-31") == .granted)
    }
  }

  @Test("Evidence that another body granted it makes it held")
  func held() async throws {
    try await withFollowingRights { served in
      let story = AwardStory(served)
      try await story.begin { $0.heldWhen = "situation.federal_recognition == \"general\"" }
      let (issued, until) = (try Told.date("2025-02-01"), try Told.date("2026-01-31"))
      let situation = try Told.situation(story.care, caregiver: story.caregiver, recipient: story.recipient) {
        $0.evidence = [
          .with {
            $0.fact = "situation.federal_recognition"
            $0.stringValue = "general"
            $0.issuedDate = issued
            $0.validUntilDate = until
          }
        ]
      }
      try await served.tell(.registration, Told.changed(situation))
      let award = try await story.award()
      #expect(award.state == .granted && award.grantFromDate == issued && award.steps.last?.cause == .evidence)
      try await served.come("2026-02-01")
      let ended = try await story.award()
      #expect(ended.state == .ended && ended.steps.last?.cause == .evidenceExpired)
      #expect(try await story.award(on: "2026-01-31").state == .granted)
      #expect(try await story.apply(on: "2026-02-01") == .granted)
    }
  }

  @Test("A repeated request gets the first answer; another body under its id is refused; nothing is recorded twice")
  func repeated() async throws {
    try await withFollowingRights { served in
      let story = AwardStory(served)
      try await story.begin()
      let id = UUID().uuidString
      #expect(try await story.apply(on: "2025-06-01", requestID: id) == .granted)
      #expect(try await story.apply(on: "2025-06-01", requestID: id) == .granted)
      let reused = try await refusal { try await story.apply(on: "2025-05-01", requestID: id) }
      #expect(reused == SeenError(.alreadyExists, "REQUEST_ID_REUSED"))
      #expect(try await story.steps() == ["proposed 2025-06-01", "applied 2025-06-01", "granted 2025-06-01"])
    }
  }

  @Test("A ruling on several awards is recorded on all of them, or on none")
  func batch() async throws {
    try await withFollowingRights { served in
      let story = AwardStory(served)
      try await story.begin(mode: .ratify)
      let other = OpaqueID.random()
      try await served.tell(.registration, .careSituationRegistered(try Told.situation(other)))
      let names = [story.ofPair, "\(ResourceCollection.careSituations.name(other))/awards/test"]
      try await story.apply(on: "2025-05-01")
      let refused = try await refusal {
        try await story.rule(names, grants: false, on: "2025-05-20", reason: "Te laat")
      }
      #expect(refused == SeenError(.failedPrecondition, "AWARD_STATE"))
      #expect(try await story.award().state == .awaitingRatification)
      try await story.apply(names[1], on: "2025-05-02")
      #expect(try await story.rule(names, grants: true, on: "2025-05-20") == [.granted, .granted])
      #expect(try await story.award(names[1]).grantFromDate == (try Told.date("2025-05-02")))
    }
  }

  @Test("Wrong fields are named, all at once")
  func invalid() async throws {
    try await withFollowingRights { served in
      let id = UUID().uuidString
      let (tomorrow, awards) = (try Told.date("2025-06-02"), served.awards)
      let applied = try await refusal {
        try await awards.applyForAward(
          .with {
            $0.requestID = id
            $0.name = "persons/x/awards/test"
            $0.applyDate = tomorrow
            $0.signatures = [
              .with { $0.signatory = "neighbour" }, .with { $0.signatory = "neighbour" },
            ]
          }
        )
      }
      #expect(
        applied?.fields == [
          "name", "apply_date", "signatures", "signatures[0].signatory", "signatures[0].date",
          "signatures[1].signatory", "signatures[1].date",
        ]
      )
      let ruled = try await refusal {
        try await awards.ruleOnAwards(
          .with {
            $0.requestID = id
            $0.ruling.number = "85.07.30-033.28"
            $0.ruling.date = tomorrow
          }
        )
      }
      #expect(ruled?.fields == ["names", "ruling.number", "ruling.date", "ruling.reason"])
      let far = try Told.date("2099-01-01")
      let asked = try await refusal {
        try await awards.getAward(
          .with {
            $0.name = "careSituations/\(OpaqueID.random().text)/awards/test"
            $0.date = far
          }
        )
      }
      #expect(asked?.fields == ["date"])
      let used = try await refusal {
        try await awards.recordUse(
          .with {
            $0.requestID = id
            $0.name = "careSituations/\(OpaqueID.random().text)/awards/test"
            $0.use.unit = "years"
          }
        )
      }
      #expect(used?.fields == ["use.first_date", "use.hundredths", "use.unit"])
      let unknown = try await refusal {
        try await awards.getAward(.with { $0.name = "careSituations/\(OpaqueID.random().text)/awards/test" })
      }
      #expect(unknown == SeenError(.notFound, "RESOURCE_NOT_FOUND"))
      let unnamed = try await refusal { try await awards.signAward(.with { $0.requestID = id }) }
      #expect(unnamed?.fields == ["name", "signatures"])
      #expect(try await refusal { try await awards.endAward(.with { _ in }) }?.fields == ["request_id"])
    }
  }

  @Test("An erasure deletes what was recorded about the awards of the person")
  func erased() async throws {
    try await withFollowingRights { served in
      let story = AwardStory(served)
      try await story.begin()
      try await story.apply(on: "2025-06-01")
      try await served.tell(
        .registration,
        .personErased(.with { $0.person = ResourceCollection.persons.name(story.recipient) })
      )
      let left = try await served.store.database.read { try $0.value(Int.self, "SELECT count(*) FROM award_action") }
      #expect(left == 0)
    }
  }

  @Test("No query about awards scans a table")
  func plans() async throws {
    try await withFollowingRights { served in
      let holders: [AwardKey.Holder] = [.person(.random()), .careSituation(.random())]
      for sql in holders.map(\.familySQL) + [AwardReader.historySQL, AwardActionRows.sql, AwardActionRows.eraseSQL] {
        let plan = try await served.store.database.queryPlan(of: sql)
        let scanned = ["situation", "decision_set", "award_action", "merged_person", "outcome_list"]
        let scans = plan.filter { step in scanned.contains { step.hasPrefix("SCAN \($0)") } }
        #expect(!plan.isEmpty && scans.isEmpty, "\(plan)")
      }
    }
  }
}
