import CareTypes
import Foundation
import GRPCCore
import GatewayAPI
import MomentsAPI
import RegistrationAPI
import RightsAPI
import ServiceRuntime
import SwiftProtobuf
import TypeAPI

// What hospitals report, and who is told of it.
extension Story {
  mutating func admission() async throws {
    heading("The hospital reports that the mother was admitted (opname)")
    let request = try moment(.admission, daughterAndMother().recipient.insz, event: "ADT-1")
    let answer = try await report(request)
    tell("came back: \(answer.moment)")
    guard let notice = try await nextNotice(for: "aalter", limit: .seconds(30)) else {
      return check(false, "the caregiver is told")
    }
    tell("notice (melding) by \(notice.channel): \(notice.text)")
    check(notice.caregiver == mine.caregiver && notice.moment == answer.moment, "the daughter is told")
    let acknowledged = try await caller.municipality.acknowledgeNotice(
      .with {
        $0.requestID = UUID().uuidString; $0.name = notice.name
      },
      metadata: caller.key("aalter"),
      options: Caller.within()
    )
    check(acknowledged.hasAcknowledgeTime, "Aalter acknowledges that it reached her")
    check(try await report(request) == answer, "the same event again counts once")
    let stranger = try await report(moment(.admission, "51110594850", event: "ADT-2"))
    check(
      stranger.moment.utf8.count == answer.moment.utf8.count && stranger.hasReceiveTime,
      "for somebody who is not registered the answer looks the same"
    )
    check(try await nextNotice(for: "aalter", limit: .seconds(1)) == nil, "and nobody else was told")
  }

  mutating func withdrawnConsent() async throws {
    heading("The mother withdraws her consent for hospitals (toestemming ingetrokken)")
    let (person, caller) = (mine.recipient, caller)
    _ = try await caller.municipality.withdrawConsent(
      .with {
        $0.requestID = UUID().uuidString; $0.person = person; $0.purpose = .hospital
      },
      metadata: caller.key("aalter"),
      options: Caller.within()
    )
    _ = try await report(moment(.discharge, daughterAndMother().recipient.insz, event: "ADT-3"))
    _ = try await report(moment(.admission, neighbours().recipient.insz, event: "ADT-4"))
    let kept = lastNotice
    lastNotice = 0
    let later = try await nextNotice(
      for: "maldegem",
      limit: .seconds(30),
      where: { [maldegem] in $0.caregiver == maldegem.caregiver }
    )
    check(later != nil, "a later admission in Maldegem is told: \(later?.text ?? "")")
    lastNotice = kept
    check(
      try await nextNotice(for: "aalter", limit: .seconds(1)) == nil,
      "her discharge, reported before it, is told to nobody"
    )
  }

  mutating func death() async throws {
    heading("The mother dies (overlijden)")
    let before = try await decisions(of: mine.careSituation, by: "aalter") { !$0.isEmpty }
    _ = try await report(moment(.death, daughterAndMother().recipient.insz, event: "ADT-5"))
    check(
      try await nextNotice(for: "aalter", limit: .seconds(1)) == nil,
      "the hospital's report is told to nobody: she had withdrawn her consent for hospitals"
    )
    let unmoved = try await decisions(of: mine.careSituation, by: "aalter") { _ in true }
    check(unmoved == before, "nor do decisions change on it")
    let (situation, caller) = (mine.careSituation, caller)
    let day = try CalendarDate(daysSinceEpoch: today.daysSinceEpoch - 1)
    _ = try await caller.municipality.endCareSituation(
      .with {
        $0.requestID = UUID().uuidString
        $0.name = situation
        $0.endDate = .init(day)
        $0.reason = .recipientDied
      },
      metadata: caller.key("aalter"),
      options: Caller.within()
    )
    tell("the municipality, which hears of it from the register, ends the care")
    let decisions = try await decisions(of: mine.careSituation, by: "aalter") { decisions in
      decisions.allSatisfy { $0.outcome == .notEntitled }
    }
    check(!decisions.isEmpty && decisions.allSatisfy { $0.outcome == .notEntitled }, "the rights end")
  }

  // MARK: - Calls

  func report(
    _ request: Mantel_Gateway_V1_ReportMomentRequest
  ) async throws -> Mantel_Gateway_V1_ReportMomentResponse {
    try await caller.hospital.reportMoment(request, metadata: caller.key("de-linde"), options: Caller.within())
  }

  func moment(
    _ kind: Mantel_Type_V1_MomentKind,
    _ insz: String,
    event: String
  ) throws -> Mantel_Gateway_V1_ReportMomentRequest {
    let noon = Instant(seconds: Int64(today.daysSinceEpoch) * 86_400)
    return .with {
      $0.eventID = event
      $0.kind = kind
      $0.patientInsz = insz
      $0.occurTime = Google_Protobuf_Timestamp(noon)
    }
  }

  /// Waits for a notice after those seen.
  mutating func nextNotice(
    for client: String,
    limit: Duration,
    where isMeant: @escaping @Sendable (Mantel_Moments_V1_Notice) -> Bool = { _ in true }
  ) async throws -> Mantel_Moments_V1_Notice? {
    let after = lastNotice
    var notice: Mantel_Moments_V1_Notice?
    do {
      notice = try await caller.municipality.watchNotices(
        .with { $0.afterSequence = after },
        metadata: caller.key(client),
        options: Caller.within(limit)
      ) { response in
        for try await message in response.messages where isMeant(message.notice) { return message.notice }
        return nil
      }
    } catch let error as RPCError where error.code == .deadlineExceeded {
      notice = nil
    }
    if let notice { lastNotice = notice.sequence }
    return notice
  }
}
