import CareTypes
import EventsAPI
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

@Suite("Decisions about any day")
struct DecisionsOfAnyDayTests {
  /// The decisions on a care situation about a day, as they were known at a time.
  private func decisions(
    _ served: FollowingRights,
    of id: OpaqueID,
    on day: String?,
    known: Instant? = nil
  ) async throws -> [Mantel_Rights_V1_Decision] {
    let date = try day.map(Told.date)
    return try await served.rights.listDecisions(
      .with {
        $0.careSituation = ResourceCollection.careSituations.name(id)
        if let date { $0.date = date }
        if let known { $0.knownTime = .init(known) }
      }
    ).decisions
  }

  @Test("A day to come and a day before Mantel knew the care are worked out, explained and decided again, not stored")
  func workedOut() async throws {
    try await withFollowingRights { served in
      let id = OpaqueID.random()
      try await served.tell(.statutes, Told.published("recipient.age >= 78"))
      try await served.tell(.registration, .careSituationRegistered(try Told.situation(id)))
      let stored = try await served.count()
      #expect(try await decisions(served, of: id, on: nil).map(\.outcome) == [.notEntitled])

      // The recipient was born on 17 March 1948.
      let before = try #require(try await decisions(served, of: id, on: "2026-03-16").first)
      let birthday = try #require(try await decisions(served, of: id, on: "2026-03-17").first)
      #expect(before.outcome == .notEntitled && birthday.outcome == .proposed)
      #expect(
        birthday.name == "\(ResourceCollection.careSituations.name(id))/provisions/test/decisions/2026-03-17"
      )
      #expect(try CalendarDate(birthday.decidedForDate).isoText == "2026-03-17")
      #expect(!birthday.hasSupersedeTime)
      #expect(try await decisions(served, of: id, on: "2024-06-01").map(\.outcome) == [.notEntitled])

      let explained = try await served.rights.explainDecision(.with { $0.name = birthday.name })
      #expect(explained.decision.outcome == .proposed && explained.decision.name == birthday.name)
      #expect(explained.lines.contains { $0.result == .yes && $0.textEn.contains("78") })
      let replayed = try await served.rights.replayDecision(.with { $0.name = birthday.name })
      #expect(replayed.same && replayed.replayed == .proposed)
      #expect(try await served.count() == stored)
    }
  }

  @Test("A past day is answered from what was decided, as it was known then or as it is known now")
  func stored() async throws {
    try await withFollowingRights { served in
      let (id, caregiver, recipient) = (OpaqueID.random(), OpaqueID.random(), OpaqueID.random())
      try await served.tell(.statutes, Told.published("situation.hours_per_week >= 10.0"))
      let situation = try Told.situation(id, caregiver: caregiver, recipient: recipient)
      try await served.tell(.registration, .careSituationRegistered(situation))
      try await served.come("2025-09-01")
      let before = served.clock.clock.now
      try await served.come("2025-09-02")
      try await served.tell(
        .registration,
        Told.changed(situation, hours: [("2024-03-01", 16), ("2025-07-01", 4), ("2025-08-01", 16)])
      )
      #expect(try await decisions(served, of: id, on: nil).map(\.outcome) == [.proposed])
      let july = try #require(try await decisions(served, of: id, on: "2025-07-15").first)
      #expect(july.outcome == .notEntitled && july.name.hasPrefix("decisions/") && july.hasSupersedeTime)
      #expect(try CalendarDate(july.decidedForDate).isoText == "2025-07-01")
      let then = try await decisions(served, of: id, on: "2025-07-15", known: before)
      #expect(then.map(\.outcome) == [.proposed])
      #expect(try await decisions(served, of: id, on: "2025-08-01").map(\.outcome) == [.proposed])
      #expect(try await served.rights.replayDecision(.with { $0.name = july.name }).same)
    }
  }

  @Test("Wrong days, times and names are refused by their field")
  func refused() async throws {
    try await withFollowingRights { served in
      let id = OpaqueID.random()
      typealias Request = Mantel_Rights_V1_ListDecisionsRequest
      let wrong: [(field: String, request: Request)] = [
        ("date", .with { $0.date.year = 2025 }),
        ("date", .with { $0.date = .with { ($0.year, $0.month, $0.day) = (2036, 1, 1) } }),
        ("known_time", .with { $0.knownTime.nanos = -1 }),
      ]
      for (field, request) in wrong {
        var request = request
        request.careSituation = ResourceCollection.careSituations.name(id)
        let seen = try await refusal { [request] in try await served.rights.listDecisions(request) }
        #expect(seen == SeenError(.invalidArgument, "INVALID_FIELD", fields: [field]), "\(field)")
      }
      let care = ResourceCollection.careSituations.name(id)
      let malformed = [
        "", "decisions/x", "\(care)/provisions/test/decisions/2025-02-30",
        "\(care)/provisions/T/decisions/2025-02-03", "\(care)/provisions/test/decisions/2045-02-03",
      ]
      for name in malformed {
        let seen = try await refusal { try await served.rights.explainDecision(.with { $0.name = name }) }
        #expect(seen?.code == .invalidArgument && seen?.fields == ["name"], "\(name)")
      }
      let unknown = try await refusal {
        try await served.rights.explainDecision(.with { $0.name = "\(care)/provisions/test/decisions/2025-02-03" })
      }
      #expect(unknown?.code == .notFound)
    }
  }
}
