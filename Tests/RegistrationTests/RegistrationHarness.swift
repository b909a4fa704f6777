import CareTypes
import EventsAPI
import Foundation
import GRPCCore
import GRPCInProcessTransport
import RegistrationAPI
import ServiceCore
import ServiceRuntime
import SwiftProtobuf
import TestSupport
import TypeAPI

@testable import Registration
@testable import RegistrationDomain

typealias RegistrationClient = Mantel_Registration_V1_RegistrationService.Client<InProcessTransport.Client>

/// Registration as its callers reach it.
struct Registry: Sendable {
  let registration: RegistrationClient
  let persons: Mantel_Registration_V1_PersonService.Client<InProcessTransport.Client>
  let care: Mantel_Registration_V1_CareService.Client<InProcessTransport.Client>
  let signals: Mantel_Registration_V1_SignalService.Client<InProcessTransport.Client>
  let imports: Mantel_Registration_V1_ImportService.Client<InProcessTransport.Client>
  let accounts: Mantel_Registration_V1_BankAccountService.Client<InProcessTransport.Client>
  let keys: Mantel_Registration_V1_KeyService.Client<InProcessTransport.Client>
  let events: Mantel_Events_V1_EventFeedService.Client<InProcessTransport.Client>
  let clock: ManualClock

  init(_ grpc: GRPCClient<InProcessTransport.Client>, clock: ManualClock) {
    registration = .init(wrapping: grpc)
    persons = .init(wrapping: grpc)
    care = .init(wrapping: grpc)
    signals = .init(wrapping: grpc)
    imports = .init(wrapping: grpc)
    accounts = .init(wrapping: grpc)
    keys = .init(wrapping: grpc)
    events = .init(wrapping: grpc)
    self.clock = clock
  }

  /// Makes calls for a client that sees these municipalities.
  func seeing<Value: Sendable>(
    _ municipalities: String...,
    clearance: CallScope.Clearance = .none,
    client: String = "clerk",
    _ body: @Sendable () async throws -> Value
  ) async throws -> Value {
    let codes = try municipalities.map { try NISCode($0) }
    let scope = CallScope(municipalities: Set(codes), clearance: clearance)
    return try await CallContext.$current.withValue(CallContext(client: client, scope: scope)) { try await body() }
  }

  /// Registers a care situation.
  func register(
    _ situation: Mantel_Registration_V1_NewCareSituation = Samples.careSituation()
  ) async throws -> Mantel_Registration_V1_RegisterCareSituationResponse {
    try await registration.register(situation)
  }

  /// A person as they stand.
  func person(_ name: String) async throws -> Mantel_Registration_V1_Person {
    try await persons.getPerson(.with { $0.name = name }).person
  }

  /// A care situation as of a day, as known on a day.
  func situation(
    _ name: String,
    asOf: Mantel_Type_V1_Date? = nil,
    known: Mantel_Type_V1_Date? = nil
  ) async throws -> Mantel_Registration_V1_CareSituation {
    let request = Mantel_Registration_V1_GetCareSituationRequest.with {
      $0.name = name
      if let asOf { $0.asOfDate = asOf }
      if let known { $0.knownDate = known }
    }
    return try await registration.getCareSituation(request).careSituation
  }

  /// The events about care situations, in order, without the first of each, which is about its registration.
  func toldChanges() async throws -> [Mantel_Events_V1_CareSituationRecorded] {
    var registered: Set<String> = []
    return try await told().compactMap { event in
      guard case .careSituationRecorded(let recorded) = event.payload,
        !registered.insert(recorded.careSituation).inserted
      else { return nil }
      return recorded
    }
  }

  /// Everything that was told so far.
  func told() async throws -> [Mantel_Events_V1_Event] {
    // The feed stays open, so a last event is told to end at.
    let last = try await registration.findCaregivers(
      .with {
        $0.recipientInsz = Samples.recipientINSZ
        $0.purpose = .hospital
      }
    ).sequence
    if last == 0 { return [] }
    return try await events.read(.init()) { response in
      var events: [Mantel_Events_V1_Event] = []
      for try await message in response.messages {
        events += message.events
        if let sequence = events.last?.sequence, sequence >= last { break }
      }
      return events
    }
  }
}

/// Serves Registration on 1 June 2025.
func withRegistry<Value: Sendable>(
  location: ServiceDatabase.Location = .temporary,
  keys: KeyFile = KeyFile(),
  masterKeys: any MasterKeyProvider = MemoryMasterKeys(),
  client: String = "aalter",
  date: CalendarDate? = nil,
  inBackground: Bool = true,
  _ body: @Sendable (Registry) async throws -> Value
) async throws -> Value {
  let clock = ManualClock(try date ?? CalendarDate(year: 2025, month: 6, day: 1))
  let component = try RegistrationComponent.make(
    location: location,
    clock: clock.clock,
    keys: keys,
    masterKeys: masterKeys,
    tables: ReferenceTables()
  )
  return try await withServed(component, client: client, inBackground: inBackground) { grpc in
    try await body(Registry(grpc, clock: clock))
  }
}

/// Serves Registration, as the services of Mantel reach it.
func withRegistration<Value: Sendable>(
  location: ServiceDatabase.Location = .temporary,
  keys: KeyFile = KeyFile(),
  masterKeys: any MasterKeyProvider = MemoryMasterKeys(),
  client: String = "aalter",
  _ body: @Sendable (RegistrationClient, ManualClock) async throws -> Value
) async throws -> Value {
  try await withRegistry(location: location, keys: keys, masterKeys: masterKeys, client: client) { registry in
    try await body(registry.registration, registry.clock)
  }
}

extension Mantel_Registration_V1_RegistrationService.ClientProtocol {
  /// Registers a care situation under a new request id, or the one given.
  func register(
    _ situation: Mantel_Registration_V1_NewCareSituation = Samples.careSituation(),
    requestID: String = UUID().uuidString
  ) async throws -> Mantel_Registration_V1_RegisterCareSituationResponse {
    var request = Mantel_Registration_V1_RegisterCareSituationRequest()
    request.requestID = requestID
    request.careSituation = situation
    return try await registerCareSituation(request)
  }
}
