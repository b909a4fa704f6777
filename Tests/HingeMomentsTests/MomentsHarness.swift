import CareTypes
import EventsAPI
import Foundation
import GRPCCore
import GRPCInProcessTransport
import MomentsAPI
import RegistrationAPI
import ServiceCore
import ServiceRuntime
import SwiftProtobuf
import Synchronization
import TestSupport
import TypeAPI

@testable import HingeMoments
@testable import HingeMomentsDomain

typealias MomentsClient = Mantel_Moments_V1_MomentsService.Client<InProcessTransport.Client>
typealias EventsClient = Mantel_Events_V1_EventFeedService.Client<InProcessTransport.Client>
typealias RegistrationClient = Mantel_Registration_V1_RegistrationService.Client<InProcessTransport.Client>

/// A HingeMoments that is served, and what surrounds it.
struct ServedMoments: Sendable {
  let moments: MomentsClient
  let events: EventsClient
  let registration: ScriptedRegistration
  let feed: ScriptedFeed
  let clock: ManualClock

  /// Reports a moment, by default the admission of the sample recipient on 10 March 2025.
  func report(
    _ eventID: String = "ADT-1",
    insz: String = Samples.recipientINSZ,
    change: (inout Mantel_Moments_V1_Moment) -> Void = { _ in }
  ) async throws -> Mantel_Moments_V1_ReportMomentResponse {
    var moment = Mantel_Moments_V1_Moment.admission(eventID, insz: insz)
    change(&moment)
    return try await moments.reportMoment(.with { $0.moment = moment })
  }

  /// The progress, once it is as wanted.
  func progress(
    once isReached: @Sendable (Mantel_Moments_V1_GetProgressResponse) -> Bool
  ) async throws -> Mantel_Moments_V1_GetProgressResponse {
    while true {
      let progress = try await moments.getProgress(Mantel_Moments_V1_GetProgressRequest())
      if isReached(progress) { return progress }
      await Task.yield()
    }
  }

  /// Takes back the notices about the sample recipient.
  func stop(_ sequence: Int64, person: String = Answers.recipient) async throws -> Int64 {
    try await moments.stopNotices(
      .with {
        $0.person = person
        $0.sequence = sequence
      }
    ).withdrawn
  }

  /// The notices of Aalter as they are listed now, at most 200.
  func listed() async throws -> [Mantel_Moments_V1_Notice] {
    try await moments.listNotices(
      .with {
        $0.municipality = "44084"
        $0.pageSize = 200
      }
    ).notices
  }

  /// The first events of the feed, once there are as many.
  func events(_ count: Int) async throws -> [Mantel_Events_V1_Event] {
    try await events.read(Mantel_Events_V1_ReadRequest()) { response in
      var events: [Mantel_Events_V1_Event] = []
      for try await message in response.messages {
        events += message.events
        if events.count >= count { break }
      }
      return events
    }
  }

  /// The notices of Aalter, once there are as many, through a watch.
  func notices(_ count: Int) async throws -> [Mantel_Moments_V1_Notice] {
    try await moments.watchNotices(.with { $0.municipalities = ["44084"] }) { response in
      var notices: [Mantel_Moments_V1_Notice] = []
      for try await message in response.messages {
        notices.append(message.notice)
        if notices.count >= count { break }
      }
      return notices
    }
  }
}

extension Mantel_Moments_V1_Moment {
  /// An admission at noon UTC of 10 March 2025.
  static func admission(_ eventID: String, insz: String) -> Mantel_Moments_V1_Moment {
    .with {
      $0.source = "nihdi:\(Samples.hospital)"
      $0.eventID = eventID
      $0.kind = .admission
      $0.recipientInsz = insz
      $0.occurTime = .with { $0.seconds = 1_741_608_000 }
      $0.place = "Testziekenhuis De Linde"
    }
  }
}

/// Serves HingeMoments on 10 March 2025, with a scripted Registration behind it.
func withMoments<Value: Sendable>(
  location: ServiceDatabase.Location = .temporary,
  keys: KeyFile = KeyFile(),
  registration: ScriptedRegistration = ScriptedRegistration(),
  feed: ScriptedFeed = ScriptedFeed(),
  clock: ManualClock? = nil,
  _ body: @Sendable (ServedMoments) async throws -> Value
) async throws -> Value {
  let clock = try clock ?? ManualClock(CalendarDate(year: 2025, month: 3, day: 10))
  return try await withServed(ServiceComponent(name: "registration", rpcs: [registration, feed])) { upstream in
    let component = try HingeMomentsComponent.make(
      location: location,
      clock: clock.clock,
      keys: keys,
      registration: RegistrationClient(wrapping: upstream),
      registrationFeed: EventsClient(wrapping: upstream)
    )
    return try await withServed(component) { grpc in
      try await body(
        ServedMoments(
          moments: MomentsClient(wrapping: grpc),
          events: EventsClient(wrapping: grpc),
          registration: registration,
          feed: feed,
          clock: clock
        )
      )
    }
  }
}

/// A path for a database that a test opens more than once.
func temporaryPath() -> String {
  NSTemporaryDirectory() + "moments-tests-\(OpaqueID.random()).sqlite"
}

/// Fictional answers of Registration.
enum Answers {
  static let recipient = ResourceCollection.persons.name(.random())

  /// A recipient with caregivers who consented.
  static func recipient(
    consented: Bool = true,
    _ caregivers: [Mantel_Registration_V1_FoundCaregiver],
    person: String = recipient,
    sequence: Int64 = 1
  ) -> Mantel_Registration_V1_FindCaregiversResponse {
    .with {
      $0.sequence = sequence
      $0.recipient = person
      $0.consented = consented
      $0.caregivers = caregivers
    }
  }

  /// A new caregiver in Aalter, or elsewhere.
  static func caregiver(
    _ channel: Mantel_Type_V1_Channel = .email,
    in municipality: String = "44084",
    language: Mantel_Type_V1_Language = .dutch,
    throughTrustedAdult: Bool = false
  ) -> Mantel_Registration_V1_FoundCaregiver {
    .with {
      $0.careSituation = ResourceCollection.careSituations.name(.random())
      $0.caregiver = ResourceCollection.persons.name(.random())
      $0.municipality = municipality
      $0.channel = channel
      $0.language = language
      $0.throughTrustedAdult = throughTrustedAdult
    }
  }
}

/// A feed of Registration that tells what the test says, and is empty until then.
final class ScriptedFeed: Mantel_Events_V1_EventFeedService.SimpleServiceProtocol {
  private struct State {
    var events: [Mantel_Events_V1_Event] = []
    var readers: [AsyncStream<Void>.Continuation] = []
  }

  private let state = Mutex(State())

  func tell(_ payload: Mantel_Events_V1_Event.OneOf_Payload, at sequence: Int64) {
    state.withLock {
      $0.events.append(
        .with {
          $0.sequence = sequence
          $0.payload = payload
        }
      )
      for reader in $0.readers { reader.yield() }
    }
  }

  func read(
    request: Mantel_Events_V1_ReadRequest,
    response: RPCWriter<Mantel_Events_V1_ReadResponse>,
    context: ServerContext
  ) async throws {
    let (signals, signal) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    signal.yield()
    state.withLock { $0.readers.append(signal) }
    var sequence = request.afterSequence
    for await _ in signals {
      let events = state.withLock { $0.events.filter { $0.sequence > sequence } }
      guard let last = events.last else { continue }
      try await response.write(.with { $0.events = events })
      sequence = last.sequence
    }
  }
}

/// A Registration that answers `FindCaregivers` from a table, and can be down.
final class ScriptedRegistration: Mantel_Registration_V1_RegistrationService.SimpleServiceProtocol {
  private struct State {
    var answers: [String: Mantel_Registration_V1_FindCaregiversResponse] = [:]
    var faults: [String: Refusal] = [:]
    var isDown = false
    var asked: [String] = []
    var interruption: (@Sendable () async throws -> Void)?
  }

  /// One element for each call.
  let calls: AsyncStream<Void>
  private let call: AsyncStream<Void>.Continuation
  private let state: Mutex<State>

  init(_ answers: [String: Mantel_Registration_V1_FindCaregiversResponse] = [:], isDown: Bool = false) {
    state = Mutex(State(answers: answers, isDown: isDown))
    (calls, call) = AsyncStream.makeStream(of: Void.self)
  }

  /// The national numbers, and names of people, that were asked for, in order.
  var asked: [String] { state.withLock { $0.asked } }

  func setDown(_ isDown: Bool) { state.withLock { $0.isDown = isDown } }

  func setFault(_ fault: Refusal?, for insz: String) { state.withLock { $0.faults[insz] = fault } }

  func setAnswer(_ answer: Mantel_Registration_V1_FindCaregiversResponse, for insz: String = Samples.recipientINSZ) {
    state.withLock { $0.answers[insz] = answer }
  }

  /// Does something between the reading of each answer and its arrival.
  func interrupt(_ interruption: @escaping @Sendable () async throws -> Void) {
    state.withLock { $0.interruption = interruption }
  }

  func findCaregivers(
    request: Mantel_Registration_V1_FindCaregiversRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_FindCaregiversResponse {
    defer { call.yield() }
    guard request.purpose == .hospital else { throw Refusal.invalid("purpose", "is not what moments ask for") }
    let who = request.recipient.isEmpty ? request.recipientInsz : request.recipient
    let (answer, interruption) = try state.withLock { state in
      state.asked.append(who)
      if state.isDown { throw Refusal(.upstreamUnavailable, "Down") }
      if let fault = state.faults[who] { throw fault }
      return (state.answers[who] ?? Mantel_Registration_V1_FindCaregiversResponse(), state.interruption)
    }
    try await interruption?()
    return answer
  }

  private static let unimplemented = RPCError(code: .unimplemented, message: "Not part of the script")

  func registerCareSituation(
    request: Mantel_Registration_V1_RegisterCareSituationRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_RegisterCareSituationResponse { throw Self.unimplemented }

  func getCareSituation(
    request: Mantel_Registration_V1_GetCareSituationRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_GetCareSituationResponse { throw Self.unimplemented }

  func listCareSituations(
    request: Mantel_Registration_V1_ListCareSituationsRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_ListCareSituationsResponse { throw Self.unimplemented }

  func endCareSituation(
    request: Mantel_Registration_V1_EndCareSituationRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_EndCareSituationResponse { throw Self.unimplemented }

  func recordConsent(
    request: Mantel_Registration_V1_RecordConsentRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_RecordConsentResponse { throw Self.unimplemented }

  func withdrawConsent(
    request: Mantel_Registration_V1_WithdrawConsentRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_WithdrawConsentResponse { throw Self.unimplemented }

  func getTerritory(
    request: Mantel_Registration_V1_GetTerritoryRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_GetTerritoryResponse { throw Self.unimplemented }

  func filterCareSituations(
    request: Mantel_Registration_V1_FilterCareSituationsRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_FilterCareSituationsResponse { throw Self.unimplemented }

  func countCaregivers(
    request: Mantel_Registration_V1_CountCaregiversRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_CountCaregiversResponse { throw Self.unimplemented }
}
