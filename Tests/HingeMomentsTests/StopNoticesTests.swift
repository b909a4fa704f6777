import CareTypes
import Foundation
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

@Suite("StopNotices", .timeLimit(.minutes(1)))
struct StopNoticesTests {
  private func acknowledge(_ notice: Mantel_Moments_V1_Notice, in served: ServedMoments) async throws {
    _ = try await served.moments.acknowledgeNotice(
      .with {
        $0.requestID = UUID().uuidString
        $0.name = notice.name
      }
    )
  }

  @Test("What was read before the withdrawal plans nothing: Registration is asked again")
  func race() async throws {
    let caregivers = [Answers.caregiver()]
    let registration = ScriptedRegistration([Samples.recipientINSZ: Answers.recipient(caregivers, sequence: 4)])
    try await withMoments(registration: registration) { served in
      registration.interrupt {
        registration.setAnswer(Answers.recipient(consented: false, [], sequence: 6))
        _ = try await served.stop(6)
      }
      _ = try await served.report()
      let progress = try await served.progress { $0.waiting == 0 }
      #expect(progress.matched == 1)
      #expect(registration.asked.count == 2)
      #expect(try await served.listed().isEmpty)
    }
  }

  @Test("A moment whose answers stay stale waits, in nobody's way, until one is read after the withdrawal")
  func stale() async throws {
    let registration = ScriptedRegistration([
      Samples.recipientINSZ: Answers.recipient([Answers.caregiver()], sequence: 5),
      Samples.otherINSZ: Answers.recipient(
        [Answers.caregiver()],
        person: ResourceCollection.persons.name(.random()),
        sequence: 5
      ),
    ])
    try await withMoments(registration: registration) { served in
      #expect(try await served.stop(6) == 0)
      // More of them than are looked up at once.
      for number in 0...MomentMatcher.batch { _ = try await served.report("STALE-\(number)") }
      _ = try await served.report("OTHER", insz: Samples.otherINSZ)
      let progress = try await served.progress { $0.matched == 1 }
      #expect(progress.waiting == MomentMatcher.batch + 1)
      let other = try await served.listed()
      #expect(other.count == 1)
      // As far as the withdrawal and no further is late enough: the consent was given anew.
      registration.setAnswer(Answers.recipient([Answers.caregiver()], sequence: 6))
      _ = try await served.progress { $0.waiting == 0 }
      #expect(try await served.listed().map(\.state) == Array(repeating: .planned, count: MomentMatcher.batch + 2))
    }
  }

  @Test("Stale answers are not asked for in a busy loop")
  func noBusyLoop() async throws {
    let registration = ScriptedRegistration([Samples.recipientINSZ: Answers.recipient([], sequence: 1)])
    try await withMoments(registration: registration) { served in
      _ = try await served.stop(2)
      _ = try await served.report()
      try await Task.sleep(for: .milliseconds(600))
      // Two questions in a round, and pauses of 50, 100, 200 and 400 milliseconds between the rounds.
      #expect((2...14).contains(registration.asked.count))
    }
  }

  @Test("What nobody acknowledged is taken back, once, and of that person alone")
  func takenBack() async throws {
    let other = ResourceCollection.persons.name(.random())
    let registration = ScriptedRegistration([
      Samples.recipientINSZ: Answers.recipient([Answers.caregiver()], sequence: 3),
      Samples.otherINSZ: Answers.recipient([Answers.caregiver()], person: other, sequence: 3),
    ])
    try await withMoments(registration: registration) { served in
      for number in 1...3 { _ = try await served.report("ADT-\(number)") }
      _ = try await served.report("OTHER", insz: Samples.otherINSZ)
      _ = try await served.progress { $0.matched == 4 }
      let planned = try await served.listed()
      #expect(planned.map(\.state) == [.planned, .planned, .planned, .planned])
      try await acknowledge(planned[0], in: served)

      #expect(try await served.stop(4) == 2)
      let states: [Mantel_Moments_V1_Notice.State] = [.acknowledged, .withdrawn, .withdrawn, .planned]
      let listed = try await served.listed()
      #expect(listed.map(\.state) == states)
      #expect(listed.map(\.name) == planned.map(\.name) && listed.map(\.sequence) == planned.map(\.sequence))
      // A watch that comes later is told how they stand.
      let watched = try await served.notices(4)
      #expect(watched == listed)

      let refused = try await refusal { try await acknowledge(planned[1], in: served) }
      #expect(refused == SeenError(.failedPrecondition, "NO_CONSENT"))
      let again = try await refusal { try await acknowledge(planned[0], in: served) }
      #expect(again == nil)

      #expect(try await served.stop(4) == 0)
      #expect(try await served.stop(2) == 0)
      #expect(try await served.listed() == listed)
    }
  }

  @Test("A withdrawal that is told late takes back nothing that was planned on a consent given since")
  func toldLate() async throws {
    let registration = ScriptedRegistration([
      Samples.recipientINSZ: Answers.recipient([Answers.caregiver()], sequence: 3)
    ])
    try await withMoments(registration: registration) { served in
      _ = try await served.report("BEFORE")
      _ = try await served.progress { $0.matched == 1 }
      registration.setAnswer(Answers.recipient([Answers.caregiver()], sequence: 6))
      _ = try await served.report("SINCE")
      _ = try await served.progress { $0.matched == 2 }
      #expect(try await served.stop(5) == 1)
      #expect(try await served.listed().map(\.state) == [.withdrawn, .planned])
    }
  }

  @Test("A lower sequence never takes the place of a higher one")
  func highest() async throws {
    let registration = ScriptedRegistration([
      Samples.recipientINSZ: Answers.recipient([Answers.caregiver()], sequence: 5)
    ])
    try await withMoments(registration: registration) { served in
      for sequence in [9, 4, 9] as [Int64] { _ = try await served.stop(sequence) }
      _ = try await served.report()
      while registration.asked.count < 4 { try await Task.sleep(for: .milliseconds(5)) }
      let progress = try await served.moments.getProgress(Mantel_Moments_V1_GetProgressRequest())
      #expect(progress.waiting == 1 && progress.matched == 0)
    }
  }

  @Test("From the answer on none of 200 moments is planned on what was read before")
  func concurrent() async throws {
    let caregiver = Answers.caregiver()
    let registration = ScriptedRegistration([Samples.recipientINSZ: Answers.recipient([caregiver], sequence: 1)])
    // Long enough for the withdrawal to fall between the reading of an answer and its arrival.
    registration.interrupt { try await Task.sleep(for: .milliseconds(1)) }
    try await withMoments(registration: registration) { served in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 1...200 { group.addTask { _ = try await served.report("ADT-\(number)") } }
        _ = try await served.progress { $0.matched >= 20 }
        registration.setAnswer(Answers.recipient(consented: false, [], sequence: 2))
        let withdrawn = try await served.stop(2)
        #expect(withdrawn >= 20)
        let answered = try await served.listed()
        #expect(answered.count == withdrawn && answered.allSatisfy { $0.state == .withdrawn })
        try await group.waitForAll()
        let progress = try await served.progress { $0.matched == 200 }
        #expect(progress.waiting == 0)
        #expect(try await served.listed() == answered)
      }
    }
  }

  @Test("Each wrong field is named")
  func wrong() async throws {
    try await withMoments { served in
      let person = Answers.recipient
      let wrong: [(String, Int64, [String])] = [
        ("", 0, ["person", "sequence"]), ("person/1", 1, ["person"]), ("persons/", 1, ["person"]),
        ("moments/\(person.dropFirst(8))", 1, ["person"]), (person, 0, ["sequence"]), (person, -1, ["sequence"]),
      ]
      for (person, sequence, fields) in wrong {
        let seen = try await refusal { try await served.stop(sequence, person: person) }
        #expect(seen == SeenError(.invalidArgument, "INVALID_FIELD", fields: fields), "\(person) \(sequence)")
      }
    }
  }

  @Test("A notice for a young carer goes to the trusted adult, and says so")
  func trustedAdult() async throws {
    let caregivers = [
      Answers.caregiver(throughTrustedAdult: true), Answers.caregiver(),
      Answers.caregiver(language: .english, throughTrustedAdult: true),
      // Under 18 without a trusted adult: nobody is told.
      Answers.caregiver(.none, throughTrustedAdult: true),
    ]
    let registration = ScriptedRegistration([Samples.recipientINSZ: Answers.recipient(caregivers)])
    try await withMoments(registration: registration) { served in
      _ = try await served.report()
      let notices = try await served.notices(3)
      #expect(notices.map(\.throughTrustedAdult) == [true, false, true])
      #expect(notices[0].text.hasPrefix("De persoon voor wie de jonge mantelzorger zorgt, voor wie u de "))
      #expect(notices[1].text.hasPrefix("De persoon voor wie u zorgt, "))
      #expect(notices[2].text.hasPrefix("The person cared for by the young carer whose trusted adult you are was "))
    }
  }
}
