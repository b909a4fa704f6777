import CareTypes
import EventsAPI
import Foundation
import GRPCCore
import GRPCInProcessTransport
import ServiceCore
import ServiceRuntime
import StatutesAPI
import SwiftProtobuf
import TestSupport
import TypeAPI

@testable import Statutes
@testable import StatutesDomain

typealias StatutesClient = Mantel_Statutes_V1_StatutesService.Client<InProcessTransport.Client>
typealias ComparisonClient = Mantel_Statutes_V1_ComparisonService.Client<InProcessTransport.Client>
typealias HarmonisationClient = Mantel_Statutes_V1_HarmonisationService.Client<InProcessTransport.Client>
typealias EventsClient = Mantel_Events_V1_EventFeedService.Client<InProcessTransport.Client>

/// A Statutes that is served.
struct ServedStatutes: Sendable {
  let statutes: StatutesClient
  let comparison: ComparisonClient
  let harmonisation: HarmonisationClient
  let events: EventsClient
  let clock: ManualClock

  /// Calls as a client that sees some municipalities alone.
  func seeing<Value: Sendable>(_ municipalities: String..., body: @Sendable () async throws -> Value) async throws
    -> Value
  {
    let scope = CallScope(municipalities: Set(try municipalities.map { try NISCode($0) }))
    return try await CallContext.$current.withValue(CallContext(client: "clerk", scope: scope)) { try await body() }
  }

  /// The first versions that the feed tells of, once there are as many.
  func events(_ count: Int) async throws -> [Mantel_Type_V1_ExecutableProvision] {
    try await feed(count).map(\.provisionPublished.provision)
  }

  /// The first events of the feed, once there are as many.
  func feed(_ count: Int) async throws -> [Mantel_Events_V1_Event] {
    try await events.read(Mantel_Events_V1_ReadRequest()) { response in
      var events: [Mantel_Events_V1_Event] = []
      for try await message in response.messages {
        events += message.events
        if events.count >= count { break }
      }
      return events
    }
  }
}

/// Serves Statutes on 1 June 2025, over an empty database unless another is given.
func withStatutes<Value: Sendable>(
  at location: ServiceDatabase.Location = .temporary,
  _ body: @Sendable (ServedStatutes) async throws -> Value
) async throws -> Value {
  let clock = ManualClock(try CalendarDate(year: 2025, month: 6, day: 1))
  let component = try StatutesComponent.make(location: location, clock: clock.clock, tables: ReferenceTables())
  return try await withServed(component) { grpc in
    try await body(
      ServedStatutes(
        statutes: StatutesClient(wrapping: grpc),
        comparison: ComparisonClient(wrapping: grpc),
        harmonisation: HarmonisationClient(wrapping: grpc),
        events: EventsClient(wrapping: grpc),
        clock: clock
      )
    )
  }
}

extension Mantel_Statutes_V1_StatutesService.ClientProtocol {
  /// Keeps a pack as a draft, under a new request id or the one given.
  func draft(
    _ pack: String,
    by drafter: String = "An Opsteller",
    requestID: String = UUID().uuidString
  ) async throws -> Mantel_Statutes_V1_Draft {
    try await draftRegulation(
      .with {
        $0.requestID = requestID
        $0.pack = pack
        $0.drafter = drafter
      }
    ).draft
  }

  /// Publishes a draft, under a new request id or the one given.
  func publish(
    draft: String,
    by publisher: String = "Bo Bekrachtiger",
    requestID: String = UUID().uuidString
  ) async throws -> Mantel_Statutes_V1_PublishRegulationResponse {
    try await publishRegulation(
      .with {
        $0.requestID = requestID
        $0.draft = draft
        $0.publisher = publisher
      }
    )
  }

  /// Drafts a pack and publishes it, by two people.
  func publish(_ pack: String) async throws -> Mantel_Statutes_V1_PublishRegulationResponse {
    try await publish(pack, drafter: "An Opsteller", publisher: "Bo Bekrachtiger")
  }

  /// Publishes the packs that come with Mantel.
  func publishShipped() async throws {
    for pack in try ShippedPacks.texts() { _ = try await publish(pack.text) }
  }

  /// The names and versions in force, as `id@version`.
  func inForce(
    _ change: (inout Mantel_Statutes_V1_ListProvisionsRequest) -> Void = { _ in }
  ) async throws -> [String] {
    var request = Mantel_Statutes_V1_ListProvisionsRequest()
    change(&request)
    return try await listProvisions(request).provisions.map { provision in
      "\(provision.name.dropFirst("provisions/".count))@\(provision.version)"
    }
  }
}

/// Regulation packs of fictional authorities.
enum Packs {
  /// A pack with the head of an authority.
  static func pack(
    _ authority: String,
    level: String = "municipal",
    territory: [String] = ["44084"],
    _ provisions: [String]
  ) -> String {
    let codes = territory.map { "\"\($0)\"" }.joined(separator: ", ")
    return """
      authority:
        id: \(authority)
        name: {nl: Testgemeente, en: Test municipality}
        level: \(level)
        territory: [\(codes)]
      provisions:

      """ + provisions.joined(separator: "\n")
  }

  /// A pack of the authority `test`.
  static func pack(territory: [String] = ["44084"], _ provisions: [String]) -> String {
    pack("test", territory: territory, provisions)
  }

  /// The provision `test-premie`, with changes.
  static func provision(version: Int = 1, _ changes: [String: String?] = [:]) -> String {
    provision("test-premie", version: version, changes)
  }

  /// A provision from lines that replace the usual ones, or are added; `nil` leaves one out.
  static func provision(_ id: String, version: Int = 1, _ changes: [String: String?] = [:]) -> String {
    var fields: [(String, String?)] = [
      ("version", "\(version)"), ("title", "{nl: Testpremie, en: Test premium}"), ("legal_basis", "Reglement, art. 1"),
      ("beneficiary", "caregiver"), ("kind", "premium"), ("support_areas", "[financial]"),
      ("condition", "caregiver.resident && caregiver.age >= 18"), ("parameters", nil),
      ("benefit", "{amount_cents: 1000, frequency: yearly}"), ("grant_mode", "propose"),
      ("valid_from", "2020-01-01"), ("valid_to", nil), ("sources", "[{title: Testbron}]"), ("uncertainties", nil),
    ]
    for (name, value) in changes {
      if let index = fields.firstIndex(where: { $0.0 == name }) {
        fields[index].1 = value
      } else {
        fields.append((name, value))
      }
    }
    let lines = fields.compactMap { name, value in
      value.map { name == "condition" ? "    condition: |-\n      \($0)" : "    \(name): \($0)" }
    }
    return (["  - id: \(id)"] + lines).joined(separator: "\n")
  }
}
