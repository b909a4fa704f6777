import CareTypes
import Foundation
import GRPCCore
import MomentsAPI
import ServiceCore
import ServiceRuntime
import SwiftProtobuf
import TestSupport
import Testing
import TypeAPI

@testable import HingeMoments
@testable import HingeMomentsDomain

@Suite("ReportMoment", .timeLimit(.minutes(1)))
struct ReportMomentTests {
  @Test("A replay gets the first answer, whoever the moment befell and however late it comes")
  func replay() async throws {
    let registration = ScriptedRegistration([Samples.recipientINSZ: Answers.recipient([Answers.caregiver()])])
    try await withMoments(registration: registration) { served in
      let known = try await served.report("ADT-1")
      let unknown = try await served.report("ADT-2", insz: Samples.otherINSZ)
      #expect(known.moment.hasPrefix("moments/"))
      #expect(known.receiveTime == Google_Protobuf_Timestamp.with { $0.seconds = 1_741_608_000 })
      #expect(known.moment != unknown.moment)
      _ = try await served.progress { $0.matched == 1 && $0.unknown == 1 }
      served.clock.set(try CalendarDate(year: 2025, month: 4, day: 1))
      #expect(try await served.report("ADT-1") == known)
      #expect(try await served.report("ADT-2", insz: Samples.otherINSZ) == unknown)
      // A national number in its written form is the same number.
      #expect(try await served.report("ADT-1", insz: "48.03.17-951.53") == known)
      let progress = try await served.moments.getProgress(Mantel_Moments_V1_GetProgressRequest())
      #expect(progress.waiting == 0 && progress.matched == 1 && progress.unknown == 1)
    }
  }

  @Test(
    "An event id that the source used for something else is refused",
    arguments: [
      { $0.recipientInsz = Samples.otherINSZ },
      { $0.kind = .discharge },
      { $0.occurTime.seconds += 1 },
      { $0.place = "" },
    ] as [@Sendable (inout Mantel_Moments_V1_Moment) -> Void]
  )
  func otherContent(_ change: @escaping @Sendable (inout Mantel_Moments_V1_Moment) -> Void) async throws {
    try await withMoments { served in
      _ = try await served.report()
      let seen = try await refusal { try await served.report(change: change) }
      #expect(seen == SeenError(.alreadyExists, "REQUEST_ID_REUSED"))
    }
  }

  @Test("Two sources may use the same event id")
  func otherSource() async throws {
    try await withMoments { served in
      let first = try await served.report()
      let second = try await served.report { $0.source = "gp" }
      #expect(first.moment != second.moment)
    }
  }

  @Test("The same report from many callers at once is one moment")
  func concurrent() async throws {
    try await withMoments { served in
      let names = try await withThrowingTaskGroup(of: String.self) { group in
        for _ in 0..<20 { group.addTask { try await served.report().moment } }
        return try await group.reduce(into: Set<String>()) { $0.insert($1) }
      }
      #expect(names.count == 1)
      let progress = try await served.progress { $0.waiting == 0 }
      #expect(progress.unknown == 1)
    }
  }

  struct WrongField: Sendable, CustomTestStringConvertible {
    let field: String
    let testDescription: String
    let change: @Sendable (inout Mantel_Moments_V1_Moment) -> Void

    init(_ field: String, _ description: String, _ change: @escaping @Sendable (inout Mantel_Moments_V1_Moment) -> Void)
    {
      self.field = "moment.\(field)"
      self.testDescription = "\(field): \(description)"
      self.change = change
    }
  }

  @Test(
    "Each wrong field is named",
    arguments: [
      WrongField("source", "missing") { $0.source = "" },
      WrongField("source", "capitals") { $0.source = "NIHDI:71099812" },
      WrongField("source", "too long") { $0.source = String(repeating: "a", count: 65) },
      WrongField("event_id", "missing") { $0.eventID = "" },
      WrongField("event_id", "too long") { $0.eventID = String(repeating: "7", count: 129) },
      WrongField("event_id", "control character") { $0.eventID = "ADT\u{0}1" },
      WrongField("event_id", "national number") { $0.eventID = "ADT/48.03.17-951.53" },
      WrongField("source", "national number") { $0.source = "ward-48031795153" },
      WrongField("place", "national number") { $0.place = "Kamer van 48 03 17 - 951 53" },
      WrongField("kind", "not specified") { $0.kind = .unspecified },
      WrongField("kind", "not known") { $0.kind = .UNRECOGNIZED(99) },
      WrongField("recipient_insz", "missing") { $0.recipientInsz = "" },
      WrongField("recipient_insz", "wrong check digits") { $0.recipientInsz = "48031795154" },
      WrongField("occur_time", "missing") { $0.clearOccurTime() },
      WrongField("occur_time", "more than a day ahead") { $0.occurTime.seconds += 86_401 },
      WrongField("occur_time", "before 1900") { $0.occurTime.seconds = -2_208_988_801 },
      WrongField("occur_time", "no time at all") { $0.occurTime.seconds = .max },
      WrongField("place", "too long") { $0.place = String(repeating: "x", count: 101) },
      WrongField("place", "line break") { $0.place = "De\nLinde" },
    ]
  )
  func wrongField(_ wrong: WrongField) async throws {
    try await withMoments { served in
      let seen = try await refusal { try await served.report(change: wrong.change) }
      #expect(seen == SeenError(.invalidArgument, "INVALID_FIELD", fields: [wrong.field]))
      let progress = try await served.moments.getProgress(Mantel_Moments_V1_GetProgressRequest())
      #expect(progress.waiting == 0 && progress.unknown == 0)
    }
  }

  @Test("Every wrong field is named at once, and a request without a moment too")
  func wrongFields() async throws {
    try await withMoments { served in
      let empty = try await refusal { try await served.moments.reportMoment(.with { $0.moment = .init() }) }
      #expect(
        empty?.fields == [
          "moment.source", "moment.event_id", "moment.kind", "moment.recipient_insz", "moment.occur_time",
        ]
      )
      let absent = try await refusal { try await served.moments.reportMoment(.init()) }
      #expect(absent == SeenError(.invalidArgument, "INVALID_FIELD", fields: ["moment"]))
    }
  }

  @Test("An event id of hexadecimal digits that happen to hold a valid number is taken")
  func hexadecimalEventID() async throws {
    try await withMoments { served in
      for id in ["7c9e6679-7425-40de-944b-e48031795153", "48031795153f1c2d", "48031795-1530-4031-9515-348031795153"] {
        let seen = try await refusal { try await served.report { $0.eventID = id } }
        #expect(seen == nil, "\(id)")
      }
    }
  }

  @Test("What lies just within the limits is taken")
  func limits() async throws {
    try await withMoments { served in
      let seen = try await refusal {
        try await served.report {
          $0.source = "a:b.c-d_9" + String(repeating: "z", count: 55)
          $0.eventID = String(repeating: "~", count: 128)
          $0.place = String(repeating: "ë", count: 100)
          $0.occurTime.seconds += 86_400
        }
      }
      #expect(seen == nil)
    }
  }
}
