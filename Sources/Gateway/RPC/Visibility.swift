import CareTypes
import RegistrationAPI
import ServiceCore
import ServiceRuntime
import SwiftProtobuf

/// Whether a municipality sees a record: Registration knows who lives where, and what is sealed.
struct Visibility: Sendable {
  let registration: any Mantel_Registration_V1_RegistrationService.ClientProtocol

  /// Refuses a resource outside the client's scope exactly as one that does not exist. The call is about it.
  ///
  /// - Throws: `Refusal` for a client that is no municipality, a malformed name, and what the client does not see.
  func require(_ collection: ResourceCollection, _ name: String, field: String) async throws {
    let call = try AuthenticatedCall.required()
    _ = try call.municipalities()
    _ = try collection.id(ofField: field, name)
    call.resource = name
    try await require(name, of: call, as: name)
  }

  /// Refuses a person or care situation that the client does not see, under the name by which it was asked for.
  ///
  /// - Throws: `Refusal` for what the client does not see.
  func require(_ name: String, of call: AuthenticatedCall, as told: String) async throws {
    let scope = try call.municipalities().map(\.digits)
    let territory = try await Upstream.ask(about: told) { options in
      try await registration.getTerritory(.with { $0.name = name }, options: options)
    }
    guard territory.municipalities.contains(where: scope.contains) else { throw Refusal.notFound(told) }
  }
}
