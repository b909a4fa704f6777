import CareTypes
import Foundation
import GRPCCore
import GRPCInProcessTransport
import RegistrationAPI
import ServiceRuntime
import TestSupport

@testable import Registration

typealias RegistrationClient = Mantel_Registration_V1_RegistrationService.Client<InProcessTransport.Client>

/// Serves Registration over a temporary database on 1 June 2025.
func withRegistration<Value: Sendable>(
  location: ServiceDatabase.Location = .temporary,
  keys: KeyFile = KeyFile(),
  client: String = "aalter",
  _ body: @Sendable (RegistrationClient, ManualClock) async throws -> Value
) async throws -> Value {
  let clock = ManualClock(try CalendarDate(year: 2025, month: 6, day: 1))
  let component = try RegistrationComponent.make(
    location: location,
    clock: clock.clock,
    keys: keys,
    tables: ReferenceTables()
  )
  return try await withServed(component, client: client) { grpc in
    try await body(RegistrationClient(wrapping: grpc), clock)
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
