import GatewayDomain
import CareTypes
import GRPCCore
import GatewayAPI
import RegistrationAPI
import SwiftProtobuf
import TestSupport
import Testing
import TypeAPI

@testable import Gateway

@Suite("ZoneService")
struct ZoneServiceTests {
  private let zorgraad = key(of: "zorgraad")
  private static let dimensions: [Mantel_Gateway_V1_Dimension] = [.municipality, .ageBand, .hoursBand]
  private static let subsets: [[Mantel_Gateway_V1_Dimension]] = dimensions.reduce([[]]) { subsets, dimension in
    subsets + subsets.map { $0 + [dimension] }
  }

  /// A zone in which most cells are large and two are small.
  private static let counts: [Mantel_Registration_V1_CaregiverCount] = {
    let municipalities = ["43010", "44084", "44085"]
    let bands: [(Mantel_Type_V1_AgeBand, Int64)] = [
      (.under18, 6), (.ageBand18To24, 9), (.ageBand25To44, 30), (.ageBand45To64, 60), (.ageBand65To79, 40),
      (.ageBand80AndOver, 11),
    ]
    let hours: [(Mantel_Type_V1_HoursBand, Int64)] = [
      (.under10, 5), (.hoursBand10To20, 3), (.hoursBand21To60, 2), (.over60, 1),
    ]
    return municipalities.flatMap { municipality in
      bands.flatMap { age, people in
        hours.map { band, factor in
          .with {
            $0.municipality = municipality
            $0.ageBand = age
            $0.hoursBand = band
            $0.count = municipality == "43010" && age == .under18 && band == .over60 ? 2 : people * factor
          }
        }
      }
    }
  }()

  private func world() -> World {
    let world = World()
    world.counts = Self.counts
    return world
  }

  private func tables(
    of gateway: ServedGateway
  ) async throws -> [[Mantel_Gateway_V1_Dimension]: Mantel_Gateway_V1_QueryAggregateResponse] {
    var tables: [[Mantel_Gateway_V1_Dimension]: Mantel_Gateway_V1_QueryAggregateResponse] = [:]
    for subset in Self.subsets {
      tables[subset] = try await gateway.zone.queryAggregate(.with { $0.dimensions = subset }, metadata: zorgraad)
    }
    return tables
  }

  @Test(
    "Caregivers outside Flanders are told apart, the same in every table of a day, and withheld when they are few",
    arguments: [(0, nil), (4, nil), (5, 5), (23, 23)] as [(Int64, Int64?)]
  )
  func outsideFlanders(count: Int64, told: Int64?) async throws {
    let world = world()
    world.outsideFlanders = count
    try await withGateway(world) { gateway in
      let first = try await tables(of: gateway)
      world.outsideFlanders = count + 30
      for table in Array(first.values) + Array(try await tables(of: gateway).values) {
        #expect(table.hasOutsideFlandersCount == (told != nil) && table.outsideFlandersCount == told ?? 0)
      }
    }
  }

  @Test("Counts the zone of the client, once a day")
  func counts() async throws {
    try await withGateway(world()) { gateway in
      _ = try await tables(of: gateway)
      #expect(
        gateway.world.asked(Mantel_Registration_V1_CountCaregiversRequest.self) == [
          .with {
            $0.municipalities = ["43010", "44084", "44085"]
            $0.date = Samples.date(2025, 6, 1)
          }
        ]
      )
    }
  }

  @Test("Answers a cell for each combination of values, with names")
  func cells() async throws {
    try await withGateway(world()) { gateway in
      let tables = try await tables(of: gateway)
      let sizes = [1, 3, 6, 18, 4, 12, 24, 72]
      #expect(Self.subsets.map { tables[$0]?.cells.count } == sizes)
      let total = try #require(tables[[]])
      #expect(total.date == Samples.date(2025, 6, 1))
      #expect(total.cells.map(\.count) == [Self.counts.reduce(0) { $0 + $1.count }])
      let places = try #require(tables[[.municipality]])
      #expect(places.cells.map(\.municipality) == ["43010", "44084", "44085"])
      #expect(places.cells.map(\.municipalityName) == ["Maldegem", "Aalter", "Lievegem"])
      let ages = try #require(tables[[.ageBand]])
      #expect(ages.cells.map(\.ageBand) == Mantel_Type_V1_AgeBand.allCases.filter { $0 != .unspecified })
      let hours = try #require(tables[[.hoursBand]])
      #expect(hours.cells.map(\.hoursBand) == Mantel_Type_V1_HoursBand.allCases.filter { $0 != .unspecified })
      for table in tables.values {
        #expect(Int(table.withheldCount) == table.cells.count { !$0.hasCount })
      }
    }
  }

  @Test("Withholds small cells, shows no other count than the true one, and the same cell alike in whatever order")
  func withheld() async throws {
    try await withGateway(world()) { gateway in
      let base = try await gateway.zone.queryAggregate(.with { $0.dimensions = Self.dimensions }, metadata: zorgraad)
      let reversed = try await gateway.zone.queryAggregate(
        .with { $0.dimensions = Self.dimensions.reversed() },
        metadata: zorgraad
      )
      #expect(base == reversed)
      #expect(base.withheldCount >= 2)
      for cell in base.cells {
        let truth = Self.counts.first {
          $0.municipality == cell.municipality && $0.ageBand == cell.ageBand && $0.hoursBand == cell.hoursBand
        }
        if cell.hasCount { #expect(cell.count == truth?.count && cell.count >= 5) }
      }
      #expect(!base.cells.contains { $0.hasCount && $0.count < 5 })
    }
  }

  @Test("All tables of a day come from one release: shown cells add up to the margins above them")
  func consistent() async throws {
    try await withGateway(world()) { gateway in
      let byPlace = try await gateway.zone.queryAggregate(
        .with { $0.dimensions = [.municipality] },
        metadata: zorgraad
      )
      // Between two questions of one day the counts change.
      gateway.world.counts = Self.counts.map { count in count.with { $0.count += 7 } }
      let byPlaceAndAge = try await gateway.zone.queryAggregate(
        .with { $0.dimensions = [.municipality, .ageBand] },
        metadata: zorgraad
      )
      for place in byPlace.cells where place.hasCount {
        let parts = byPlaceAndAge.cells.filter { $0.municipality == place.municipality }
        if parts.allSatisfy(\.hasCount) { #expect(parts.reduce(0) { $0 + $1.count } == place.count) }
        for part in parts where part.hasCount {
          let truth = Self.counts.filter { $0.municipality == part.municipality && $0.ageBand == part.ageBand }
          #expect(part.count == truth.reduce(0) { $0 + $1.count })
        }
      }
    }
  }

  @Test("The release of a day stays the same whatever is registered meanwhile, also after a restart")
  func stable() async throws {
    let file = DatabaseFile()
    let first = try await withGateway(world(), file: file) { gateway in
      let first = try await tables(of: gateway)
      gateway.world.counts = []
      #expect(try await tables(of: gateway) == first)
      return first
    }
    try await withGateway(World(), file: file) { gateway in
      #expect(try await tables(of: gateway) == first)
      #expect(gateway.world.asked.isEmpty)
      gateway.clock.set(try CalendarDate(year: 2025, month: 6, day: 2))
      let next = try await gateway.zone.queryAggregate(.init(), metadata: zorgraad)
      #expect(next.date == Samples.date(2025, 6, 2))
      #expect(next.cells.map(\.hasCount) == [false])
    }
  }

  @Test("Of first questions at the same time all get the same release")
  func concurrent() async throws {
    try await withGateway(world()) { gateway in
      let answers = try await withThrowingTaskGroup(of: Mantel_Gateway_V1_QueryAggregateResponse.self) { group in
        for index in 0..<8 {
          group.addTask {
            // Each question finds other counts.
            gateway.world.counts = Self.counts.map { count in count.with { $0.count += Int64(index) } }
            return try await gateway.zone.queryAggregate(
              .with { $0.dimensions = [.municipality, .hoursBand] },
              metadata: zorgraad
            )
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(answers.count == 8)
      #expect(answers.allSatisfy { $0 == answers.first })
    }
  }

  @Test("Caregivers whose birth date is not known have a band of their own, where there are any")
  func unknownAge() async throws {
    let world = world()
    world.counts.append(
      .with {
        $0.municipality = "44084"
        $0.hoursBand = .under10
        $0.count = 40
      }
    )
    try await withGateway(world) { gateway in
      let ages = try await gateway.zone.queryAggregate(.with { $0.dimensions = [.ageBand] }, metadata: zorgraad)
      #expect(ages.cells.count == 7)
      #expect(ages.cells.last?.ageBand == .unspecified)
    }
  }

  @Test(
    "Names an unknown or repeated dimension",
    arguments: [
      ([.unspecified], ["dimensions[0]"]),
      ([.ageBand, .UNRECOGNIZED(9), .ageBand], ["dimensions[1]", "dimensions[2]"]),
    ] as [([Mantel_Gateway_V1_Dimension], [String])]
  )
  func wrongDimensions(dimensions: [Mantel_Gateway_V1_Dimension], fields: [String]) async throws {
    try await withGateway { gateway in
      let seen = try await refusal {
        try await gateway.zone.queryAggregate(.with { $0.dimensions = dimensions }, metadata: zorgraad)
      }
      #expect(seen == SeenError(.invalidArgument, "INVALID_FIELD", fields: fields))
    }
  }
}

extension Mantel_Registration_V1_CaregiverCount {
  fileprivate func with(_ change: (inout Self) -> Void) -> Self {
    var copy = self
    change(&copy)
    return copy
  }
}
