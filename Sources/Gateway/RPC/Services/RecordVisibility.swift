import CareTypes
import RegistrationAPI
import ServiceCore
import ServiceRuntime
import SwiftProtobuf

/// Asks Registration whether the client of the current call may see a record, for answers that come from services which
/// do not know which records are sealed or merged, and who is in care with whom.
struct RecordVisibility: Sendable {
  /// The service that decides, by the `CallScope` that travels with the call.
  let registration: any Mantel_Registration_V1_RegistrationService.ClientProtocol

  /// Requires that the client sees a record.
  ///
  /// - Parameters:
  ///   - name: The name of the record, as the request gives it.
  ///   - collection: The kind of record.
  ///   - field: The field of the request that holds the name.
  /// - Throws: `Refusal` naming the field for a malformed name; for a record that the client may not see, the same
  ///   `Refusal` as for one that does not exist.
  func require(_ name: String, in collection: ResourceCollection, field: String) async throws {
    _ = try collection.id(ofField: field, name)
    try await Upstream.inOwnWords(about: name) { try await require(name) }
  }

  /// Requires that the client sees the person or the care situation that holds an award.
  ///
  /// - Parameters:
  ///   - name: The name of the award, as the request gives it.
  ///   - field: The field of the request that holds the name.
  /// - Throws: As for a record.
  func requireAward(_ name: String, field: String) async throws {
    if name.isEmpty { throw Refusal.invalid(field, "is required") }
    let holder: String
    do {
      holder = try AwardKey(name: name).holder.name
    } catch {
      throw Refusal.invalid(field, error.reason)
    }
    try await Upstream.inOwnWords(about: name) { try await require(holder) }
  }

  /// Requires that the client sees a person or care situation whose name is well-formed.
  ///
  /// - Throws: What Registration answers for a record that the client may not see, or that does not exist.
  func require(_ name: String) async throws {
    _ = try await Upstream.ask { options in
      try await registration.getTerritory(.with { $0.name = name }, options: options)
    }
  }
}
