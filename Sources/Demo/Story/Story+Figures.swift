import CareTypes
import GatewayAPI
import ServiceRuntime
import StatutesAPI
import SwiftProtobuf
import TypeAPI

// What is laid side by side, and what the care council reads, held against what was registered.
extension Story {
  mutating func aggregates() async throws {
    heading("The care council (zorgraad) of West-Meetjesland reads figures, never people")
    let codes: Set = ["44084", "44085", "43010"]
    let truth = try SyntheticMeetjesland.census(of: registered, on: today).filter { codes.contains($0.key[0]) }
    let total = truth.values.reduce(0, +)
    var shown = 0
    var small = 0
    var isTrue = true
    var isKept = true
    for dimensions in Self.subsets {
      let answer = try await query(dimensions)
      for cell in answer.cells {
        let count = truth.filter { Self.matches($0.key, cell, dimensions) }.values.reduce(0, +)
        if cell.hasCount {
          shown += 1
          isTrue = isTrue && Int(cell.count) == count
          isKept = isKept && count >= 5
        } else if count < 5 {
          small += 1
        }
      }
    }
    for cell in try await query([.municipality]).cells {
      tell("\(cell.municipalityName): \(cell.hasCount ? "\(cell.count)" : "withheld") caregivers")
    }
    let grand = try await query([]).cells.first
    tell(
      "the zone: \(grand.map { "\($0.count)" } ?? "?") caregivers; over all tables \(shown) cells shown, \(small) small ones withheld"
    )
    check(grand.map { Int($0.count) } == total, "the total is what was registered: \(total)")
    check(isTrue, "every figure that is shown is true")
    check(isKept, "no cell under 5 is shown")
    try await subtract()
  }

  /// The simplest attack: a total less the cells that are shown must leave more than one cell open.
  private mutating func subtract() async throws {
    let byAge = try await query([.ageBand])
    let both = try await query([.ageBand, .hoursBand])
    var isolated = 0
    for age in byAge.cells where age.hasCount {
      let row = both.cells.filter { $0.ageBand == age.ageBand }
      if row.count(where: { !$0.hasCount }) == 1 { isolated += 1 }
    }
    check(isolated == 0, "no row leaves a single withheld cell to be found by subtraction")
  }

  private func query(_ dimensions: [Mantel_Gateway_V1_Dimension]) async throws
    -> Mantel_Gateway_V1_QueryAggregateResponse
  {
    try await caller.zone.queryAggregate(
      .with { $0.dimensions = dimensions },
      metadata: caller.key("zorgraad-west-meetjesland"),
      options: Caller.within(.seconds(60))
    )
  }

  private static let subsets: [[Mantel_Gateway_V1_Dimension]] = [
    [], [.municipality], [.ageBand], [.hoursBand], [.municipality, .ageBand], [.municipality, .hoursBand],
    [.ageBand, .hoursBand], [.municipality, .ageBand, .hoursBand],
  ]

  private static func matches(
    _ key: [String],
    _ cell: Mantel_Gateway_V1_AggregateCell,
    _ dimensions: [Mantel_Gateway_V1_Dimension]
  ) -> Bool {
    dimensions.allSatisfy { dimension in
      switch dimension {
      case .municipality: key[0] == cell.municipality
      case .ageBand: AgeBand(rawValue: key[1])?.message ?? .unspecified == cell.ageBand
      case .hoursBand: HoursBand(rawValue: key[2])?.message ?? .unspecified == cell.hoursBand
      case .unspecified, .UNRECOGNIZED: false
      }
    }
  }
}
