import CareTypes
import EventsAPI
import Foundation
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

@Suite("What a provision says of its awards is carried out", .timeLimit(.minutes(2)))
struct AwardTermsTests {
  @Test("A life in a residential care centre ends the award on its first day; a hospital or a short stay does not")
  func admitted() async throws {
    try await withFollowingRights { served in
      let story = AwardStory(served)
      try await story.begin { $0.awardTerms.endedBy = ["recipient_admitted"] }
      try await story.apply(on: "2025-06-01")
      try await served.come("2025-07-20")
      try await story.moment(.admission, on: "2025-07-01", in: .hospital)
      try await story.moment(.discharge, on: "2025-07-05", in: .hospital)
      try await story.moment(.admission, on: "2025-07-05", in: .shortStay)
      #expect(try await story.award().state == .granted)
      try await story.moment(.discharge, on: "2025-07-15", in: .shortStay)
      try await story.moment(.admission, on: "2025-07-15", in: .residentialCareCentre)
      let award = try await story.award()
      #expect(award.state == .ended && award.steps.last?.cause == .recipientAdmitted)
      #expect(award.endDate == (try Told.date("2025-07-15")))
      #expect(try await story.award(on: "2025-07-14").state == .granted)
    }
  }

  @Test("The death of a caregiver ends the awards on all their care, and a corrected end brings them back")
  func caregiverDies() async throws {
    try await withFollowingRights { served in
      let story = AwardStory(served)
      try await story.begin { $0.awardTerms.endedBy = ["caregiver_dies"] }
      let other = OpaqueID.random()
      let name = "\(ResourceCollection.careSituations.name(other))/awards/test"
      let told = try Told.situation(other, caregiver: story.caregiver)
      try await served.tell(.registration, .careSituationRegistered(told))
      try await story.apply(on: "2025-05-01")
      try await story.apply(name, on: "2025-05-01")
      try await served.come("2025-06-20")
      try await served.tell(
        .registration,
        .careSituationEnded(
          try .with {
            $0.careSituation = ResourceCollection.careSituations.name(other)
            $0.endDate = try Told.date("2025-06-09")
            $0.caregiverDied = true
          }
        )
      )
      for name in [story.ofPair, name] {
        let award = try await story.award(name)
        #expect(award.state == .ended && award.steps.last?.cause == .caregiverDied)
        #expect(award.endDate == (try Told.date("2025-06-10")))
      }
      // The care goes on after all: nobody died.
      try await served.tell(.registration, Told.changed(told))
      for name in [story.ofPair, name] { #expect(try await story.award(name).state == .granted) }
    }
  }

  @Test("An automatic right is granted by itself on the grounds that say so, and proposed on others")
  func automaticWhen() async throws {
    try await withFollowingRights { served in
      let story = AwardStory(served)
      try await story.begin("situation.hours_per_week >= 10.0 || recipient.age >= 90", mode: .automatic) {
        $0.automaticWhen = "situation.hours_per_week >= 20.0 || recipient.fod_points >= 12"
      }
      try await story.consent(of: story.caregiver)
      #expect(try await story.award().state == .proposed)
      let decision = try #require(try await served.decision(story.care, "provisions/test"))
      #expect(decision.outcome == .proposed && decision.missing.isEmpty)
      let points = try Told.points(13, issued: "2025-05-05")
      let situation = try Told.situation(story.care, caregiver: story.caregiver, recipient: story.recipient) {
        $0.evidence = [points]
      }
      try await served.tell(.registration, Told.changed(situation))
      #expect(try await story.award().state == .granted)
    }
  }

  @Test("An award that cannot be had tells which one is held that it cannot be held beside")
  func conflicts() async throws {
    try await withFollowingRights { served in
      let story = AwardStory(served)
      try await story.begin()
      let other = "\(ResourceCollection.careSituations.name(story.care))/awards/other"
      try await served.tell(
        .statutes,
        Told.published("true", name: "provisions/other") {
          $0.forRecipient = false
          $0.awardTerms.forPair = true
          $0.excludes = ["provisions/test"]
        }
      )
      #expect(try await story.award(other).conflicts.isEmpty)
      try await story.apply(on: "2025-06-01")
      #expect(try await story.award(other).conflicts == ["provisions/test"])
      #expect(try await story.award().conflicts.isEmpty)
      let refused = try await refusal { try await story.apply(other, on: "2025-06-01") }
      #expect(refused == SeenError(.failedPrecondition, "AWARD_EXCLUDED"))
    }
  }

  @Test("A quota counts by calendar years and by weeks, and shares a pot with other provisions")
  func quotas() async throws {
    try await withFollowingRights { served in
      let story = AwardStory(served)
      func days(_ number: Int64, pot: String = "") -> Mantel_Type_V1_AwardQuota {
        .with {
          $0.hundredths = number * 100
          $0.unit = "days"
          $0.scope = "caregiver"
          $0.perCalendarYear = true
          $0.pot = pot
        }
      }
      try await story.begin {
        $0.awardTerms.quotas = [days(5), days(6, pot: "urgent")]
        $0.awardTerms.quotas[0].perWeekHundredths = 300
      }
      let other = "\(ResourceCollection.careSituations.name(story.care))/awards/other"
      try await served.tell(
        .statutes,
        Told.published("true", name: "provisions/other") {
          $0.forRecipient = false
          $0.awardTerms.forPair = true
          $0.awardTerms.quotas = [days(6, pot: "urgent")]
        }
      )
      for name in [story.ofPair, other] { try await story.apply(name, on: "2025-06-01") }
      // 2 June 2025 is a Monday.
      try await story.use(300, "days", on: "2025-06-02", until: "2025-06-04")
      let sameWeek = try await refusal { try await story.use(100, "days", on: "2025-06-08") }
      #expect(sameWeek == SeenError(.failedPrecondition, "QUOTA_EXCEEDED"))
      let left = try await story.use(200, "days", on: "2025-06-10", of: other).quotas
      #expect(left.map(\.usedHundredths) == [500])
      #expect(left[0].renewDate == (try Told.date("2026-01-01")))
      // One day of the pot is left, two of its own.
      let pot = try await refusal { try await story.use(200, "days", on: "2025-06-10") }
      #expect(pot == SeenError(.failedPrecondition, "QUOTA_EXCEEDED"))
      try await story.use(100, "days", on: "2025-06-10")
      try await served.come("2026-01-05")
      #expect(try await story.use(100, "days", on: "2026-01-02").quotas.map(\.usedHundredths) == [100, 100])
    }
  }

  @Test("Leave for a part of the time counts as the quota says")
  func forms() async throws {
    try await withFollowingRights { served in
      let story = AwardStory(served)
      try await story.begin {
        $0.awardTerms.quotas = [
          .with {
            $0.hundredths = 300
            $0.unit = "months"
            $0.scope = "recipient"
            $0.partTime = "proportional"
          }
        ]
      }
      try await story.apply(on: "2025-06-01")
      #expect(try await story.use(1_000, "months", on: "2025-06-01", form: "fifth").quotas[0].usedHundredths == 200)
      #expect(try await story.use(100, "months", on: "2026-06-01", form: "half").quotas[0].usedHundredths == 250)
      let much = try await refusal { try await story.use(100, "months", on: "2026-08-01") }
      #expect(much == SeenError(.failedPrecondition, "QUOTA_EXCEEDED"))
      let unknown = try await refusal { try await story.use(100, "months", on: "2026-08-01", form: "third") }
      #expect(unknown == SeenError(.invalidArgument, "INVALID_FIELD", fields: ["use.form"]))
      #expect(try await story.use(50, "months", on: "2025-06-02").state == .granted)
      try await served.come("2025-06-02")
      #expect(try await story.award().state == .exhausted)
    }
  }

  @Test(
    "Care leave of a fifth counts half, parental leave a fifth, palliative leave whole",
    arguments: [
      ("half", "half", 500, 250), ("half", "fifth", 500, 250), ("half", "full", 500, 500),
      ("proportional", "half", 500, 250), ("proportional", "fifth", 500, 100), ("proportional", "tenth", 500, 50),
      ("", "half", 500, 500), ("", "fifth", 500, 500),
    ]
  )
  func partTime(count: String, form: String, taken: Int64, used: Int64) async throws {
    try await withFollowingRights { served in
      let story = AwardStory(served)
      try await story.begin {
        $0.awardTerms.quotas = [
          .with {
            $0.hundredths = 1_000
            $0.unit = "months"
            $0.scope = "recipient"
            $0.partTime = count
          }
        ]
      }
      try await story.apply(on: "2025-06-01")
      #expect(try await story.use(taken, "months", on: "2025-06-01", form: form).quotas[0].usedHundredths == used)
    }
  }

  @Test("An admission suspends from its first day, or when calendar months have passed")
  func suspended() throws {
    var situation = try Cases.situation()
    situation.moments.add(RecipientMoments.Moment(.admission, on: try Cases.date("2025-01-31").daysSinceEpoch))
    var atOnce = try Cases.provision("true")
    atOnce.suspendAfterDaysAdmitted = 0
    var afterMonth = try Cases.provision("true")
    afterMonth.suspendAfterMonthsAdmitted = 1
    for (day, isSuspended) in [
      ("2025-01-30", [false, false]), ("2025-01-31", [true, false]), ("2025-03-01", [true, true]),
    ] {
      let reasons = try [atOnce, afterMonth].map { try Cases.decide(situation, $0, on: day).reasons == [.suspended] }
      #expect(reasons == isSuspended, "\(day)")
    }
    #expect(try Cases.decide(situation, afterMonth, on: "2025-02-27").outcome == .proposed)
    let review = try #require(try Cases.review(situation, [afterMonth], after: "2025-02-01"))
    #expect(
      try Cases.decide(situation, afterMonth, on: CalendarDate(daysSinceEpoch: review).isoText).reasons == [.suspended]
    )
  }

  @Test("The total of the BelRAI Screener is the sum of its modules, unless evidence tells it")
  func belrai() throws {
    var situation = try Cases.situation()
    let provision = try Cases.provision("recipient.belrai_total >= 13.0 && recipient.belrai_iadl_adl >= 7.0")
    let scores = [("iadl", 4.0), ("adl", 3.0), ("cognition", 2.0), ("psychic", 2.0), ("behaviour", 2.0)]
    situation.evidence = scores.map {
      .init(fact: "recipient.belrai_\($0.0)", value: .decimal($0.1), from: 0, until: nil)
    }
    #expect(try Cases.decide(situation, provision).outcome == .proposed)
    let last = situation.evidence.removeLast()
    let partly = try Cases.decide(situation, provision)
    #expect(partly.outcome == .awaitingEvidence && partly.missing == ["recipient.belrai_total"])
    situation.evidence += [last, .init(fact: "recipient.belrai_total", value: .decimal(12), from: 0, until: nil)]
    #expect(try Cases.decide(situation, provision).outcome == .notEntitled)
  }
}
