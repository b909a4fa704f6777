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

/// Answers `mantel.gateway.v1.ZoneService`: figures with small cells withheld.
struct ZoneRPC: Mantel_Gateway_V1_ZoneService.SimpleServiceProtocol {
  let registration: any Mantel_Registration_V1_RegistrationService.ClientProtocol
  let harmonisation: any Mantel_Statutes_V1_HarmonisationService.ClientProtocol
  let rights: any Mantel_Rights_V1_RightsService.ClientProtocol
  let store: GatewayStore
  let clock: RegistryClock
  let tables: ReferenceTables

  func queryAggregate(
    request: Mantel_Gateway_V1_QueryAggregateRequest,
    context: ServerContext
  ) async throws -> Mantel_Gateway_V1_QueryAggregateResponse {
    let call = try AuthenticatedCall.required()
    let zone = try call.zone()
    call.resource = zone
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

  func simulateProposal(
    request: Mantel_Gateway_V1_SimulateProposalRequest,
    context: ServerContext
  ) async throws -> Mantel_Gateway_V1_SimulateProposalResponse {
    let call = try AuthenticatedCall.required()
    let area = try ZoneArea(zone: call.zone(), on: clock.today(), tables)
    // Of a name that is none the trail keeps the municipalities alone.
    call.resource = ([AuditedResource.wellFormed(request.model)] + area.current.map(\.digits))
      .filter { !$0.isEmpty }
      .joined(separator: " ")
    return try await ZoneSimulation(harmonisation: harmonisation, rights: rights, area: area).run(request)
  }

  /// The one release of the zone for the day: the first that was asked for is kept.
  private func release(of zone: String, on date: CalendarDate) async throws -> ZoneRelease {
    if let kept = try await store.release(zone: zone, date: date) { return kept }
    let municipalities = try tables.zones.zone(id: zone, at: date).municipalities.sorted()
    let answer = try await Upstream.ask { options in
      try await registration.countCaregivers(
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
