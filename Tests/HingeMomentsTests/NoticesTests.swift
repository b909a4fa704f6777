import CareTypes
import EventsAPI
import Foundation
import GRPCCore
import MomentsAPI
import ServiceCore
import ServiceRuntime
import SwiftProtobuf
import Synchronization
import TestSupport
import Testing
import TypeAPI

@testable import HingeMoments
@testable import HingeMomentsDomain

@Suite("Lists, watches and acknowledges notices", .timeLimit(.minutes(1)))
struct NoticesTests {
  /// A recipient with a caregiver in Aalter and one in Kaprijke.
  private func twoMunicipalities() -> ScriptedRegistration {
    ScriptedRegistration([
      Samples.recipientINSZ: Answers.recipient([Answers.caregiver(), Answers.caregiver(in: "43007")])
    ])
  }

  @Test("A municipality lists its own notices, page by page, while others are planned")
  func list() async throws {
    try await withMoments(registration: twoMunicipalities()) { served in
      for number in 1...5 { _ = try await served.report("ADT-\(number)") }
      _ = try await served.progress { $0.matched == 5 }
      let first = try await served.moments.listNotices(
        .with {
          $0.municipality = "44084"; $0.pageSize = 3
        }
      )
      #expect(first.notices.count == 3)
      _ = try await served.report("LATE")
      _ = try await served.progress { $0.matched == 6 }
      let second = try await served.moments.listNotices(
        .with {
          $0.municipality = "44084"; $0.pageSize = 3; $0.pageToken = first.nextPageToken
        }
      )
      #expect(second.notices.count == 3)
      #expect(second.nextPageToken.isEmpty)
      let all = first.notices + second.notices
      #expect(Set(all.map(\.moment)).count == 6)
      #expect(all.map(\.sequence) == all.map(\.sequence).sorted())
      #expect(all.allSatisfy { $0.municipality == "44084" })
      let none = try await served.moments.listNotices(.with { $0.municipality = "44021" })
      #expect(none.notices.isEmpty && none.nextPageToken.isEmpty)
    }
  }

  @Test("A list refuses what is malformed")
  func wrongList() async throws {
    try await withMoments(registration: twoMunicipalities()) { served in
      for number in 1...2 { _ = try await served.report("ADT-\(number)") }
      _ = try await served.progress { $0.matched == 2 }
      let token = try await served.moments.listNotices(
        .with {
          $0.municipality = "44084"; $0.pageSize = 1
        }
      )
      .nextPageToken
      #expect(!token.isEmpty)
      let wrong: [(Mantel_Moments_V1_ListNoticesRequest, [String])] = [
        (.with { $0.municipality = "" }, ["municipality"]),
        (
          .with {
            $0.municipality = "4408a"; $0.pageSize = -1
          }, ["municipality", "page_size"]
        ),
        (
          .with {
            $0.municipality = "44084"; $0.pageToken = "nonsense"
          }, ["page_token"]
        ),
        (
          .with {
            $0.municipality = "43007"; $0.pageToken = token
          }, ["page_token"]
        ),
      ]
      for (request, fields) in wrong {
        let seen = try await refusal { try await served.moments.listNotices(request) }
        #expect(seen == SeenError(.invalidArgument, "INVALID_FIELD", fields: fields))
      }
    }
  }

  @Test("A watch gives the notices there are and then the new ones, of its municipalities alone")
  func watch() async throws {
    try await withMoments(registration: twoMunicipalities()) { served in
      for number in 1...3 { _ = try await served.report("ADT-\(number)") }
      _ = try await served.progress { $0.matched == 3 }
      let request = Mantel_Moments_V1_WatchNoticesRequest.with { $0.municipalities = ["43007", "43007"] }
      let seen = try await served.moments.watchNotices(request) { response in
        var seen: [Mantel_Moments_V1_Notice] = []
        for try await message in response.messages {
          seen.append(message.notice)
          if seen.count == 3 { _ = try await served.report("NEW") }
          if seen.count == 4 { break }
        }
        return seen
      }
      #expect(seen.allSatisfy { $0.municipality == "43007" })
      #expect(Set(seen.map(\.moment)).count == 4)
      let middle = seen[1].sequence
      let both = Mantel_Moments_V1_WatchNoticesRequest.with {
        $0.municipalities = ["43007", "44084"]
        $0.afterSequence = middle
      }
      let sequences = try await served.moments.watchNotices(both) { response in
        var sequences: [Int64] = []
        for try await message in response.messages {
          sequences.append(message.notice.sequence)
          if sequences.count == 4 { break }
        }
        return sequences
      }
      #expect(sequences.allSatisfy { $0 > middle })
      #expect(sequences == sequences.sorted() && Set(sequences).count == 4)
    }
  }

  @Test("A watch ends when its call is cancelled", arguments: [true, false])
  func watchEnds(isFirstNoticeAwaited: Bool) async throws {
    let database = try MomentsStore.openDatabase(.temporary, clock: .system)
    let store = MomentsStore(database: database, keys: KeyFile(), encode: MomentsEventEncoder.payload)
    _ = try await store.report(.sample("ADT-1"))
    let waiting = try #require(try await store.waiting(after: 0, limit: 1).first)
    let caregiver = MatchedCaregiver(
      caregiver: .random(),
      careSituation: .random(),
      municipality: try NISCode("44084"),
      channel: .letter,
      language: .dutch
    )
    let person = MatchedPerson(person: .random(), purposes: [.hospital], caregivers: [caregiver], sequence: 1)
    #expect(try await store.settle(waiting, as: person))
    let (sent, sending) = AsyncStream.makeStream(of: Mantel_Moments_V1_WatchNoticesResponse.self)
    let call = Task {
      try await withServerContextRPCCancellationHandle { cancellation in
        try await MomentsRPC(store: store, clock: .system).watchNotices(
          request: .with { $0.municipalities = ["44084"] },
          response: RPCWriter(wrapping: Sink(continuation: sending)),
          context: ServerContext(
            descriptor: MomentsProto.Method.WatchNotices.descriptor,
            remotePeer: "test",
            localPeer: "test",
            cancellation: cancellation
          )
        )
      }
    }
    if isFirstNoticeAwaited {
      let first = await sent.first { _ in true }
      #expect(first?.notice.municipality == "44084")
    }
    call.cancel()
    switch await call.result {
    case .success: break
    case .failure(let error): #expect(error is CancellationError)
    }
  }

  private struct Sink: RPCWriterProtocol {
    let continuation: AsyncStream<Mantel_Moments_V1_WatchNoticesResponse>.Continuation

    func write(_ element: Mantel_Moments_V1_WatchNoticesResponse) async throws { continuation.yield(element) }

    func write(contentsOf elements: some Sequence<Mantel_Moments_V1_WatchNoticesResponse>) async throws {
      for element in elements { continuation.yield(element) }
    }
  }

  @Test("A watch refuses what is malformed")
  func wrongWatch() async throws {
    try await withMoments { served in
      let wrong: [(Mantel_Moments_V1_WatchNoticesRequest, [String])] = [
        (.with { $0.afterSequence = -1 }, ["after_sequence", "municipalities"]),
        (.with { $0.municipalities = Array(repeating: "44084", count: 51) }, ["municipalities"]),
        (.with { $0.municipalities = ["44084", "Aalter", ""] }, ["municipalities[1]", "municipalities[2]"]),
      ]
      for (request, fields) in wrong {
        let seen = try await refusal {
          try await served.moments.watchNotices(request) { response in
            for try await _ in response.messages {}
          }
        }
        #expect(seen == SeenError(.invalidArgument, "INVALID_FIELD", fields: fields))
      }
    }
  }

  @Test("A notice keeps the time at which it was first acknowledged, and tells it once")
  func acknowledge() async throws {
    try await withMoments(registration: twoMunicipalities()) { served in
      _ = try await served.report()
      let notice = try #require(try await served.notices(1).first)
      func acknowledge(_ requestID: String = UUID().uuidString) async throws -> Google_Protobuf_Timestamp {
        try await served.moments.acknowledgeNotice(
          .with {
            $0.requestID = requestID
            $0.name = notice.name
            $0.municipalities = ["43007", "44084"]
          }
        ).acknowledgeTime
      }
      let id = UUID().uuidString
      let first = try await acknowledge(id)
      #expect(first.seconds == 1_741_608_000)
      served.clock.set(try CalendarDate(year: 2025, month: 3, day: 12))
      #expect(try await acknowledge(id) == first)
      #expect(try await acknowledge() == first)
      let listed = try await served.moments.listNotices(.with { $0.municipality = "44084" }).notices
      #expect(listed.map(\.state) == [.acknowledged])
      #expect(listed.map(\.acknowledgeTime) == [first])
      // Another moment's events come after: by then a second acknowledgement would have shown itself.
      _ = try await served.report("LATER")
      let events = try await served.events(7)
      let acknowledged = events.filter { if case .noticeAcknowledged = $0.payload { true } else { false } }
      #expect(events.count == 7)
      #expect(acknowledged.map(\.noticeAcknowledged.notice) == [notice.name])
    }
  }

  @Test("An acknowledgement outside the municipalities, of no notice, or malformed is refused")
  func wrongAcknowledgement() async throws {
    try await withMoments(registration: twoMunicipalities()) { served in
      _ = try await served.report()
      let notice = try #require(try await served.notices(1).first)
      func seen(
        _ change: @Sendable (inout Mantel_Moments_V1_AcknowledgeNoticeRequest) -> Void
      ) async throws -> SeenError? {
        try await refusal {
          var request = Mantel_Moments_V1_AcknowledgeNoticeRequest()
          request.requestID = "0B7C7C4C-52C5-4E7C-9D5D-7D8C3B1F0A11"
          request.name = notice.name
          change(&request)
          return try await served.moments.acknowledgeNotice(request)
        }
      }
      let notFound = SeenError(.notFound, "RESOURCE_NOT_FOUND")
      #expect(try await seen { $0.municipalities = ["43007"] } == notFound)
      #expect(try await seen { $0.name = ResourceCollection.notices.name(.random()) } == notFound)
      let invalid: (String...) -> SeenError = { SeenError(.invalidArgument, "INVALID_FIELD", fields: $0) }
      #expect(try await seen { $0.name = "notice/1" } == invalid("name"))
      #expect(try await seen { $0.name = "" } == invalid("name"))
      #expect(try await seen { $0.requestID = "" } == invalid("request_id"))
      #expect(try await seen { $0.municipalities = ["9880 Aalter"] } == invalid("municipalities[0]"))
      let tooMany = Array(repeating: "44084", count: 51)
      #expect(try await seen { $0.municipalities = tooMany } == invalid("municipalities"))
      #expect(try await seen { _ in } == nil)
      let reused = try await seen { $0.municipalities = ["44084"] }
      #expect(reused == SeenError(.alreadyExists, "REQUEST_ID_REUSED"))
    }
  }
}
