import Disclosure
import GatewayDomain
import CareTypes
import GRPCCore
import GatewayAPI
import RegistrationAPI
import RightsAPI
import ServiceCore
import ServiceRuntime
import StatutesAPI
import SwiftProtobuf
import TypeAPI

/// Answers the methods of `mantel.gateway.v1.ZoneService`: figures of a primary-care zone (eerstelijnszone), with small
/// cells withheld.
struct ZoneHandler: Sendable {
  /// The services behind the gateway.
  let services: ServicesBehind
  /// Keeps what was released.
  let store: GatewayStore
  /// The clock that says which day it is.
  let clock: RegistryClock
  /// Municipalities and zones.
  let tables: ReferenceTables

  /// Counts the caregivers of the client's zone.
  func queryAggregate(
    _ request: Mantel_Gateway_V1_QueryAggregateRequest,
    of zone: String,
    _ options: CallOptions
  ) async throws -> Mantel_Gateway_V1_QueryAggregateResponse {
    let dimensions = try Self.dimensions(request.dimensions)
    let today = try clock.today()
    let release = try await release(of: zone, on: today)
    let cells = release.table(by: dimensions)
    let asked = ZoneRelease.Dimension.allCases.filter(dimensions.contains)
    return try .with {
      $0.cells = try cells.map { try cell($0, asked, on: today) }
      $0.date = Mantel_Type_V1_Date(today)
      $0.withheldCount = Int32(cells.count { $0.count == nil })
      if let count = release.outsideFlanders { $0.outsideFlandersCount = Int64(count) }
    }
  }

  /// Tries out what a model regulation would change in the client's zone.
  func simulateProposal(
    _ request: Mantel_Gateway_V1_SimulateProposalRequest,
    in zone: String,
    _ options: CallOptions
  ) async throws -> Mantel_Gateway_V1_SimulateProposalResponse {
    let area = try ZoneArea(zone: zone, on: clock.today(), tables)
    return try await ZoneSimulation(services: services, area: area).run(request)
  }

  /// What a simulation is about, for the audit trail: the model, if the request names one, and the municipalities of the
  /// zone.
  func subject(_ request: Mantel_Gateway_V1_SimulateProposalRequest, by client: APIClient) -> String {
    guard let zone = client.zone, let today = try? clock.today(),
      let area = try? ZoneArea(zone: zone, on: today, tables)
    else { return "" }
    return ([AuditedResource.wellFormed(request.model)] + area.current.map(\.digits))
      .filter { !$0.isEmpty }
      .joined(separator: " ")
  }

  /// The release of a zone for a day: the first one that was made is kept and given again.
  private func release(of zone: String, on date: CalendarDate) async throws -> ZoneRelease {
    if let kept = try await store.release(zone: zone, date: date) { return kept }
    let municipalities = try tables.zones.zone(id: zone, at: date).municipalities.sorted()
    let answer = try await Upstream.ask { options in
      try await services.registration.countCaregivers(
        .with {
          $0.municipalities = municipalities.map(\.digits)
          $0.date = Mantel_Type_V1_Date(date)
        },
        options: options
      )
    }
    let counts = try answer.counts.map { count in
      guard let hours = HoursBand(count.hoursBand) else { throw Refusal(.internal, "A count has no hours band") }
      return ZoneRelease.Count(
        municipality: try NISCode(count.municipality),
        ageBand: AgeBand(count.ageBand),
        hoursBand: hours,
        count: Int(count.count)
      )
    }
    let release = try ZoneRelease(
      municipalities: municipalities,
      counts: counts,
      outsideFlanders: Int(answer.outsideFlandersCount)
    )
    return try await store.keep(release, zone: zone, date: date)
  }

  private static func dimensions(
    _ messages: [Mantel_Gateway_V1_Dimension]
  ) throws(Refusal) -> Set<ZoneRelease.Dimension> {
    var validation = Validation()
    var dimensions: Set<ZoneRelease.Dimension> = []
    for (index, message) in messages.enumerated().prefix(10) {
      let dimension: ZoneRelease.Dimension
      switch message {
      case .municipality: dimension = .municipality
      case .ageBand: dimension = .ageBand
      case .hoursBand: dimension = .hoursBand
      case .unspecified, .UNRECOGNIZED:
        validation.reject("dimensions[\(index)]", "is not specified or not known")
        continue
      }
      validation.require(dimensions.insert(dimension).inserted, "dimensions[\(index)]", "is given twice")
    }
    try validation.finish()
    return dimensions
  }

  private func cell(
    _ cell: ZoneRelease.Cell,
    _ dimensions: [ZoneRelease.Dimension],
    on date: CalendarDate
  ) throws -> Mantel_Gateway_V1_AggregateCell {
    var message = Mantel_Gateway_V1_AggregateCell()
    for (dimension, label) in zip(dimensions, cell.labels) {
      switch dimension {
      case .municipality:
        message.municipality = label
        message.municipalityName = try tables.municipalities.municipality(NISCode(label), at: date).nameNL
      case .ageBand:
        message.ageBand = AgeBand(rawValue: label)?.message ?? .unspecified
      case .hoursBand:
        message.hoursBand = HoursBand(rawValue: label)?.message ?? .unspecified
      }
    }
    if let count = cell.count { message.count = Int64(count) }
    return message
  }
}
