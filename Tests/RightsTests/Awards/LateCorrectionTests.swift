import CareTypes
import EventsAPI
import RightsAPI
import ServiceCore
import ServiceRuntime
import SwiftProtobuf
import TestSupport
import Testing
import TypeAPI

@testable import Rights
@testable import RightsDomain

@Suite("What becomes known late counts from its own day")
struct LateCorrectionTests {
  /// Lives through an automatic right to 16 hours of care a week by a caregiver who lives in Aalter.
  private func automatic(
    _ condition: String = "situation.hours_per_week >= 10.0",
    territory: [String] = ["44084"],
    _ body: @Sendable (FollowingRights, AwardStory) async throws -> Void
  ) async throws {
    try await withFollowingRights { served in
      let story = AwardStory(served)
      try await story.consent(of: story.caregiver)
      try await story.begin(condition, mode: .automatic) { $0.territory = territory }
      #expect(try await story.award().state == .granted)
      try await body(served, story)
    }
  }

  /// The care of a story, as it is recorded now.
  private func changed(
    _ story: AwardStory,
    hours: [(from: String, hours: Double)] = [("2024-03-01", 16)],
    caregiver: [(from: String, municipality: String)] = [("2024-03-01", "44084")]
  ) throws -> Mantel_Events_V1_Event.OneOf_Payload {
    try Told.changed(
      Told.situation(story.care, caregiver: story.caregiver, recipient: story.recipient),
      hours: hours,
      caregiver: caregiver
    )
  }

  @Test("A move that is told three weeks late ends the award on its day, and it was held until then")
  func move() async throws {
    try await automatic { served, story in
      try await served.come("2025-07-01")
      try await served.come("2025-08-22")
      let before = served.clock.clock.now
      try await served.come("2025-08-23")
      try await served.tell(
        .registration,
        changed(story, caregiver: [("2024-03-01", "44084"), ("2025-08-01", "44021")])
      )
      let award = try await story.award()
      #expect(award.state == .ended)
      #expect(try CalendarDate(award.endDate).isoText == "2025-08-01")
      #expect(award.steps.last?.cause == .caregiverMoved)
      #expect(try await story.award(on: "2025-07-31").state == .granted)
      #expect(try await story.award(on: "2025-08-01").state == .ended)
      // What was known before stays answerable.
      #expect(try await story.award(on: "2025-08-10", known: before).state == .granted)
    }
  }

  @Test("Hours that turn out to have been too few for a while interrupt it for that while alone")
  func gap() async throws {
    try await automatic { served, story in
      try await served.come("2025-09-01")
      try await served.tell(
        .registration,
        changed(story, hours: [("2024-03-01", 16), ("2025-07-01", 4), ("2025-08-01", 16)])
      )
      #expect(try await story.award().state == .granted)
      #expect(try await story.award(on: "2025-06-30").state == .granted)
      #expect(try await story.award(on: "2025-07-15").state == .ended)
      #expect(try await story.award(on: "2025-08-01").state == .granted)
      #expect(
        try await story.steps().suffix(2) == ["ended 2025-07-01", "granted 2025-08-01"]
      )
    }
  }

  @Test("An end that rested on a mistake is undone, also of what was granted on application")
  func mistake() async throws {
    try await withFollowingRights { served in
      let story = AwardStory(served)
      try await story.begin("situation.hours_per_week >= 10.0", mode: .apply)
      try await story.apply(on: "2025-06-01")
      #expect(try await story.award().state == .granted)
      try await served.come("2025-07-01")
      try await served.tell(.registration, changed(story, hours: [("2024-03-01", 16), ("2025-06-20", 4)]))
      #expect(try await story.award().state == .ended)
      try await served.come("2025-08-01")
      try await served.tell(.registration, changed(story, hours: [("2024-03-01", 16)]))
      let award = try await story.award()
      #expect(award.state == .granted)
      #expect(award.steps.last?.kind == .reinstated)
      #expect(try CalendarDate(award.grantFromDate).isoText == "2025-06-01")
      #expect(!award.hasEndDate)
      #expect(try await story.award(on: "2025-06-25").state == .granted)
    }
  }

  @Test("A right turns out to have begun earlier, but never before Mantel knew of the care or of the consent")
  func earlier() async throws {
    try await withFollowingRights { served in
      let story = AwardStory(served)
      try await story.begin("situation.hours_per_week >= 20.0", mode: .automatic)
      #expect(try await story.list().isEmpty)
      try await served.come("2025-06-15")
      try await story.consent(of: story.caregiver)
      try await served.come("2025-07-01")
      try await served.tell(.registration, changed(story, hours: [("2024-03-01", 16), ("2025-07-01", 22)]))
      #expect(try CalendarDate(try await story.award().grantFromDate).isoText == "2025-07-01")
      try await served.come("2025-08-01")
      try await served.tell(.registration, changed(story, hours: [("2024-03-01", 22)]))
      let award = try await story.award()
      #expect(award.state == .granted)
      #expect(try await story.steps().suffix(2) == ["granted 2025-07-01", "backdated 2025-06-15"])
      #expect(try await story.award(on: "2025-06-14").state == .unspecified)
      #expect(try await story.award(on: "2025-06-15").state == .granted)
    }
  }

  @Test("Days that passed while nobody looked are decided on one by one")
  func jump() async throws {
    try await automatic("recipient.age < 78 || situation.months_since_start >= 24", territory: []) { served, story in
      // The 78th birthday is on 17 March 2026; the care began on 1 March 2024, so that it counts again from 1 March 2026.
      try await served.tell(
        .registration,
        Told.changed(
          try Told.situation(story.care, caregiver: story.caregiver, recipient: story.recipient) {
            $0.startDate = try Told.date("2024-06-01")
          },
          hours: [("2024-06-01", 16)]
        )
      )
      try await served.come("2027-01-10")
      #expect(try await story.award().state == .granted)
      #expect(try await story.award(on: "2026-03-16").state == .granted)
      #expect(try await story.award(on: "2026-03-17").state == .ended)
      #expect(try await story.award(on: "2026-05-31").state == .ended)
      #expect(try await story.award(on: "2026-06-01").state == .granted)
    }
  }
}
