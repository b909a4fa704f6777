import CareTypes
import EventsAPI
import GRPCCore
import MomentsAPI
import RegistrationAPI
import ServiceRuntime
import SwiftProtobuf
import TestSupport
import Testing
import TypeAPI

@testable import HingeMoments
@testable import HingeMomentsDomain

@Suite("Corrections of moments")
struct CorrectionTests {
  private static let answer = Answers.recipient([Answers.caregiver()])

  private static func registration(isDown: Bool = false) -> ScriptedRegistration {
    ScriptedRegistration([Samples.recipientINSZ: answer], isDown: isDown)
  }

  @Test("Another day takes the place of the one that was told, and the notice of it is withdrawn")
  func anotherDay() async throws {
    try await withMoments(registration: Self.registration()) { served in
      let first = try await served.report("ADT-1")
      _ = try await served.progress { $0.matched == 1 }
      let second = try await served.report("ADT-2") {
        $0.occurTime.seconds -= 3 * 86_400
        $0.correctsEventID = "ADT-1"
      }
      _ = try await served.progress { $0.matched == 2 }
      let payloads = try await served.events(5).compactMap(\.payload)
      let told = payloads.compactMap { payload -> String? in
        switch payload {
        case .momentMatched(let message): "matched \(message.moment)"
        case .momentRetracted(let message): "retracted \(message.moment)"
        default: nil
        }
      }
      #expect(told == ["matched \(first.moment)", "retracted \(first.moment)", "matched \(second.moment)"])
      let notices = try await served.listed()
      #expect(notices.map(\.moment) == [first.moment, second.moment])
      #expect(notices.map(\.state) == [.withdrawn, .planned])
      #expect(notices.last?.text.contains("7 maart 2025") == true)
    }
  }

  @Test("What never happened is retracted, and leaves nothing to match")
  func neverHappened() async throws {
    try await withMoments(registration: Self.registration()) { served in
      let first = try await served.report("ADT-1")
      _ = try await served.progress { $0.matched == 1 }
      let cancel = Mantel_Moments_V1_ReportMomentRequest.with {
        $0.moment.source = "nihdi:\(Samples.hospital)"
        $0.moment.eventID = "ADT-2"
        $0.moment.correctsEventID = "ADT-1"
      }
      let answers = [try await served.moments.reportMoment(cancel), try await served.moments.reportMoment(cancel)]
      #expect(answers[0] == answers[1] && answers[0].moment != first.moment)
      let progress = try await served.progress { $0.unknown == 1 }
      #expect(progress.waiting == 0 && progress.matched == 1)
      let events = try await served.events(3)
      #expect(events.last?.momentRetracted.moment == first.moment && events.count == 3)
      #expect(try await served.listed().map(\.state) == [.withdrawn])
    }
  }

  @Test("A moment that was corrected before it was matched is never told")
  func beforeMatch() async throws {
    let registration = Self.registration(isDown: true)
    try await withMoments(registration: registration) { served in
      _ = try await served.report("ADT-1")
      let second = try await served.report("ADT-2") { $0.correctsEventID = "ADT-1" }
      registration.setDown(false)
      let progress = try await served.progress { $0.matched == 1 }
      #expect(progress.unknown == 1 && progress.waiting == 0)
      #expect(try await served.events(2).map(\.momentMatched.moment).first == second.moment)
      #expect(try await served.listed().map(\.moment) == [second.moment])
    }
  }

  @Test(
    "Only a moment of the same source is corrected, once; a corrected one is corrected by correcting what replaced it"
  )
  func refused() async throws {
    try await withMoments(registration: Self.registration()) { served in
      _ = try await served.report("ADT-1")
      let unknown = try await refusal { try await served.report("ADT-2") { $0.correctsEventID = "ADT-0" } }
      #expect(unknown == SeenError(.notFound, "RESOURCE_NOT_FOUND"))
      let foreign = try await refusal {
        try await served.report("ADT-2") {
          $0.source = "nis:44084"
          $0.correctsEventID = "ADT-1"
        }
      }
      #expect(foreign == unknown)
      _ = try await served.report("ADT-2") { $0.correctsEventID = "ADT-1" }
      let again = try await refusal { try await served.report("ADT-3") { $0.correctsEventID = "ADT-1" } }
      #expect(again == SeenError(.failedPrecondition, "MOMENT_CORRECTED"))
      let reused = try await refusal { try await served.report("ADT-2") }
      #expect(reused == SeenError(.alreadyExists, "REQUEST_ID_REUSED"))
      _ = try await served.report("ADT-3") { $0.correctsEventID = "ADT-2" }
    }
  }

  @Test("A correction without a kind needs an event to correct; its id is validated as any")
  func fields() async throws {
    try await withMoments(registration: Self.registration()) { served in
      let kindless = try await refusal { try await served.report { $0.kind = .unspecified } }
      #expect(kindless == SeenError(.invalidArgument, "INVALID_FIELD", fields: ["moment.kind"]))
      let number = try await refusal { try await served.report { $0.correctsEventID = Samples.recipientINSZ } }
      #expect(number == SeenError(.invalidArgument, "INVALID_FIELD", fields: ["moment.corrects_event_id"]))
      let place = try await refusal { try await served.report { $0.placeKind = .UNRECOGNIZED(99) } }
      #expect(place == SeenError(.invalidArgument, "INVALID_FIELD", fields: ["moment.place_kind"]))
    }
  }
}

@Suite("Whom a moment is about, and where")
struct MomentSubjectTests {
  @Test("A person is named by the registry's name as well as by number, and the kind of place is told")
  func byName() async throws {
    let answer = Answers.recipient([Answers.caregiver()])
    let registration = ScriptedRegistration([Answers.recipient: answer])
    try await withMoments(registration: registration) { served in
      let reported = try await served.report {
        $0.source = "nis:44084"
        $0.recipientInsz = ""
        $0.recipient = Answers.recipient
        $0.place = ""
        $0.placeKind = .residentialCareCentre
      }
      _ = try await served.progress { $0.matched == 1 }
      #expect(registration.asked == [Answers.recipient])
      let event = try await served.events(1)[0].momentMatched
      #expect(event.moment == reported.moment && event.placeKind == .residentialCareCentre)
      #expect(event.recipient == Answers.recipient && event.coveredBy == .hospital)
      #expect(try await served.listed().first?.text.contains("opgenomen in het woonzorgcentrum") == true)
    }
  }

  @Test("A person is named once, well")
  func fields() async throws {
    try await withMoments { served in
      let both = try await refusal { try await served.report { $0.recipient = Answers.recipient } }
      #expect(both == SeenError(.invalidArgument, "INVALID_FIELD", fields: ["moment.recipient_insz"]))
      let malformed = try await refusal {
        try await served.report {
          $0.recipientInsz = ""
          $0.recipient = "persons/1"
        }
      }
      #expect(malformed == SeenError(.invalidArgument, "INVALID_FIELD", fields: ["moment.recipient"]))
    }
  }

  @Test("A report of a hospital is the same with the kind of place as without, as it was before there was one")
  func sameReport() async throws {
    try await withMoments { served in
      let first = try await served.report()
      #expect(try await served.report { $0.placeKind = .hospital } == first)
      let other = try await refusal { try await served.report { $0.placeKind = .shortStay } }
      #expect(other == SeenError(.alreadyExists, "REQUEST_ID_REUSED"))
    }
  }

  @Test("Without a name the kind of place is said", arguments: PlaceKind.allCases)
  func texts(kind: PlaceKind) throws {
    let date = try CalendarDate(year: 2025, month: 3, day: 10)
    let words: (dutch: String, english: String) =
      switch kind {
      case .hospital: ("in het ziekenhuis", "to hospital")
      case .residentialCareCentre: ("in het woonzorgcentrum", "to a residential care centre")
      case .shortStay: ("in het centrum voor kortverblijf", "to a centre for short stay")
      case .psychiatricCareHome: ("in het psychiatrisch verzorgingstehuis", "to a psychiatric care home")
      case .other: ("in een voorziening", "to a place of care")
      }
    for (language, expected) in [(Language.dutch, words.dutch), (.english, words.english)] {
      for reader in NoticeTexts.Reader.allCases {
        let text = NoticeTexts.text(.admission, on: date, place: "", placeKind: kind, to: reader, in: language)
        #expect(text.contains(expected))
      }
      let named = NoticeTexts.text(.admission, on: date, place: "Avondrust", placeKind: kind, in: language)
      #expect(named.contains("Avondrust") && !named.contains(expected))
    }
  }
}
