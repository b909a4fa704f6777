import CareTypes
import EventsAPI
import GRPCCore
import HingeMomentsDomain
import MomentsAPI
import ServiceCore
import ServiceRuntime
import SwiftProtobuf
import TypeAPI

typealias MomentsProto = Mantel_Moments_V1_MomentsService

/// Serves `mantel.moments.v1.MomentsService`: reads the request, calls the store and writes the answer.
struct MomentsRPC: MomentsProto.SimpleServiceProtocol {
  private static let batch = 200
  /// 1900-01-01T00:00:00Z.
  private static let startOf1900: Int64 = -2_208_988_800

  let store: MomentsStore
  let clock: RegistryClock

  func reportMoment(
    request: Mantel_Moments_V1_ReportMomentRequest,
    context: ServerContext
  ) async throws -> Mantel_Moments_V1_ReportMomentResponse {
    guard request.hasMoment else { throw Refusal.invalid("moment", "is required") }
    let reported = try await store.report(moment(request.moment))
    return .with {
      $0.moment = ResourceCollection.moments.name(reported.id)
      $0.receiveTime = Google_Protobuf_Timestamp(reported.receiveTime)
    }
  }

  func listNotices(
    request: Mantel_Moments_V1_ListNoticesRequest,
    context: ServerContext
  ) async throws -> Mantel_Moments_V1_ListNoticesResponse {
    var validation = Validation()
    let municipality = validation.value("municipality") { () throws(ValueError) in try NISCode(request.municipality) }
    let size = validation.pageSize(request.pageSize)
    let code = try validation.finish(municipality)
    let query = "notices of \(code)"
    let after = try PageToken.readNumber(request.pageToken, query: query) ?? 0
    let notices = try await store.notices(in: [code], after: after, limit: size + 1)
    return .with {
      $0.notices = notices.prefix(size).map(Mantel_Moments_V1_Notice.init)
      if notices.count > size { $0.nextPageToken = PageToken(after: notices[size - 1].sequence).text(query: query) }
    }
  }

  /// Sends each notice once, in its state at that time: a notice that was taken back is sent as withdrawn. If a notice is
  /// taken back after it was sent, the client learns that from the list, or when it acknowledges the notice.
  func watchNotices(
    request: Mantel_Moments_V1_WatchNoticesRequest,
    response: RPCWriter<Mantel_Moments_V1_WatchNoticesResponse>,
    context: ServerContext
  ) async throws {
    var validation = Validation()
    validation.require(request.afterSequence >= 0, "after_sequence", "is negative")
    validation.require((1...50).contains(request.municipalities.count), "municipalities", "has not 1 to 50 elements")
    let municipalities = codes(request.municipalities, &validation)
    try validation.finish()
    var sequence = request.afterSequence
    for await _ in store.commitSignals() {
      while true {
        let notices = try await store.notices(in: municipalities, after: sequence, limit: Self.batch)
        guard let last = notices.last else { break }
        for notice in notices { try await response.write(.with { $0.notice = Mantel_Moments_V1_Notice(notice) }) }
        sequence = last.sequence
      }
    }
  }

  func acknowledgeNotice(
    request: Mantel_Moments_V1_AcknowledgeNoticeRequest,
    context: ServerContext
  ) async throws -> Mantel_Moments_V1_AcknowledgeNoticeResponse {
    let command = try Command(request.requestID, MomentsProto.Method.AcknowledgeNotice.descriptor, request)
    let id = try ResourceCollection.notices.id(ofField: "name", request.name)
    var validation = Validation()
    validation.require(request.municipalities.count <= 50, "municipalities", "has more than 50 elements")
    let municipalities = codes(request.municipalities, &validation)
    try validation.finish()
    let time = try await store.acknowledge(id, in: municipalities, command: command)
    return .with { $0.acknowledgeTime = Google_Protobuf_Timestamp(time) }
  }

  func stopNotices(
    request: Mantel_Moments_V1_StopNoticesRequest,
    context: ServerContext
  ) async throws -> Mantel_Moments_V1_StopNoticesResponse {
    var validation = Validation()
    let person = validation.value("person") { () throws(ValueError) in
      try ResourceCollection.persons.id(from: request.person)
    }
    validation.require(request.sequence >= 1, "sequence", "is not 1 or more")
    let withdrawn = try await store.stopNotices(of: validation.finish(person), from: request.sequence)
    return .with { $0.withdrawn = Int64(withdrawn) }
  }

  func getProgress(
    request: Mantel_Moments_V1_GetProgressRequest,
    context: ServerContext
  ) async throws -> Mantel_Moments_V1_GetProgressResponse {
    let progress = try await store.progress()
    return .with {
      $0.waiting = progress.waiting
      $0.matched = progress.matched
      $0.unknown = progress.unknown
    }
  }

  private func codes(_ texts: [String], _ validation: inout Validation) -> [NISCode] {
    let codes = texts.prefix(50).enumerated().compactMap { index, text in
      validation.value("municipalities[\(index)]") { () throws(ValueError) in try NISCode(text) }
    }
    return Set(codes).sorted()
  }

  private func moment(_ message: Mantel_Moments_V1_Moment) throws -> ReportedMoment {
    var validation = Validation()
    validation.require(
      (1...64).contains(message.source.utf8.count) && message.source.utf8.allSatisfy(Self.isSourceCharacter),
      "moment.source",
      "is not 1 to 64 lower-case letters, digits, or : . - _"
    )
    let isCorrection = !message.correctsEventID.isEmpty
    for (field, text) in [("event_id", message.eventID), ("corrects_event_id", message.correctsEventID)]
    where field == "event_id" || isCorrection {
      validation.require(
        (1...128).contains(text.utf8.count) && text.utf8.allSatisfy { (33...126).contains($0) },
        "moment.\(field)",
        "is not 1 to 128 printable ASCII characters without spaces"
      )
    }
    for (field, text) in [
      ("source", message.source), ("event_id", message.eventID), ("corrects_event_id", message.correctsEventID),
      ("place", message.place),
    ] {
      validation.require(!NationalNumberSearch.isNumber(in: text), "moment.\(field)", "holds a national number")
    }
    let neverHappened = isCorrection && message.kind == .unspecified
    let details = neverHappened ? nil : try details(message, &validation)
    try validation.finish()
    return ReportedMoment(
      source: message.source,
      eventID: message.eventID,
      correctedEventID: isCorrection ? message.correctsEventID : nil,
      details
    )
  }

  /// Reads what happened to whom; nil if anything in it is wrong.
  private func details(
    _ message: Mantel_Moments_V1_Moment,
    _ validation: inout Validation
  ) throws -> ReportedMoment.Details? {
    let today = try clock.today()
    validation.require(
      message.place.utf8.count <= 400 && message.place.count <= 100
        && message.place.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control },
      "moment.place",
      "has more than 100 characters, or control characters"
    )
    let kind: MomentKind? = validation.word("moment.kind", message.kind)
    var placeKind: PlaceKind?
    if message.placeKind != .unspecified { placeKind = validation.word("moment.place_kind", message.placeKind) }
    let recipient: MomentRecipient?
    if message.recipient.isEmpty {
      recipient = validation.value("moment.recipient_insz") { () throws(ValueError) in
        .number(try INSZ(message.recipientInsz, today: today))
      }
    } else {
      validation.require(message.recipientInsz.isEmpty, "moment.recipient_insz", "is given beside recipient")
      recipient = validation.value("moment.recipient") { () throws(ValueError) in
        .person(try ResourceCollection.persons.id(from: message.recipient))
      }
    }
    var time: Instant?
    if message.hasOccurTime {
      time = validation.value("moment.occur_time") { () throws(ValueError) in try Instant(message.occurTime) }
      if let time {
        validation.require(
          time.seconds <= clock.now.seconds + 86_400,
          "moment.occur_time",
          "lies more than a day ahead"
        )
        validation.require(time.seconds >= Self.startOf1900, "moment.occur_time", "lies before 1900")
      }
    } else {
      validation.reject("moment.occur_time", "is required")
    }
    guard let kind, let recipient, let time else { return nil }
    return ReportedMoment.Details(
      kind: kind,
      recipient: recipient,
      occurTime: time,
      place: message.place,
      placeKind: placeKind
    )
  }

  private static func isSourceCharacter(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: ":"),
      UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
