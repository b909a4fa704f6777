import Assembly
import GatewayDomain
import CareTypes
import GRPCCore
import GatewayAPI
import RightsAPI
import ServiceCore
import ServiceRuntime
import StatutesAPI
import SwiftProtobuf
import TestSupport
import Testing
import TypeAPI

@testable import Gateway

@Suite("What a proposal would do to a zone")
struct ZoneSimulationTests {
  private typealias Propose = Mantel_Statutes_V1_HarmonisationService.Method.ProposeHarmonisation
  private typealias Simulate = Mantel_Rights_V1_RightsService.Method.SimulateRegulation
  private typealias Effect = Mantel_Rights_V1_SimulateRegulationResponse

  private static let codes = ["43010", "44084", "44085"]
  private static let request = Mantel_Gateway_V1_SimulateProposalRequest.with {
    $0.model = "provisions/model-premium"
    $0.strategy = .median
    $0.centsPerYear = 12_300
  }
  private static let proposal = Propose.Output.with {
    $0.parameters = [.with { $0.chosen = "13" }]
    $0.lost = [.with { $0.en = "Lives at home" }]
    $0.executable = ["aalter-premium", "lievegem-new"].map { id in .with { $0.provision = "provisions/\(id)" } }
    $0.replaced = ["provisions/aalter-premium", "provisions/maldegem-premium"]
  }
  private static let effect = Effect.with {
    $0.careSituations = 40
    $0.total.gaining = 25
    $0.total.unchanged = 15
  }

  private func world(_ effect: Effect = effect) -> World {
    let world = World()
    world.answer(Propose.Input.self, Self.proposal)
    world.answer(Simulate.Input.self, effect)
    return world
  }

  private func simulate(
    _ gateway: ServedGateway,
    _ request: Mantel_Gateway_V1_SimulateProposalRequest = request,
    _ metadata: Metadata = key(of: "zorgraad")
  ) async throws -> Mantel_Gateway_V1_SimulateProposalResponse {
    try await gateway.zone.simulateProposal(request, metadata: metadata)
  }

  @Test("Is a proposal for all municipalities of the zone, tried out today without what keeps its id withdrawn")
  func asks() async throws {
    try await withGateway(world()) { gateway in
      let answer = try await simulate(gateway)
      #expect(answer.parameters == Self.proposal.parameters && answer.lost == Self.proposal.lost)
      #expect(answer.effect == Self.effect)
      let today = Samples.date(2025, 6, 1)
      #expect(
        gateway.world.asked(Propose.Input.self) == [
          .with {
            $0.model = "provisions/model-premium"
            $0.municipalities = Self.codes
            $0.strategy = .median
            $0.centsPerYear = 12_300
            $0.date = today
            $0.validFromDate = today
          }
        ]
      )
      #expect(
        gateway.world.asked(Simulate.Input.self) == [
          .with {
            $0.drafts = Self.proposal.executable
            $0.withdrawn = ["provisions/maldegem-premium"]
            $0.municipalities = Self.codes
            $0.date = today
          }
        ]
      )
    }
  }

  @Test("Sees the zone with its former municipalities and nothing sealed, whatever the caller says of itself")
  func scope() async throws {
    try await withGateway(world()) { gateway in
      var metadata = key(of: "zorgraad")
      metadata.addString("44021;read", forKey: CallScope.key)
      _ = try await simulate(gateway, Self.request, metadata)
      let scopes = gateway.world.asked.compactMap(\.scope)
      try #require(scopes.count == 2)
      #expect(scopes[0].municipalities.isEmpty)
      // Knesselare merged into Aalter; Ghent is not of the zone.
      let seen = Set(scopes[1].municipalities.map(\.digits))
      #expect(seen.isSuperset(of: Self.codes + ["44029"]) && !seen.contains("44021"))
      #expect(scopes.allSatisfy { $0.clearance == .none })
    }
  }

  @Test("May take a hundred seconds, and no longer than its caller waits")
  func timeLeft() async throws {
    try await withGateway(world()) { gateway in
      var hurried = key(of: "zorgraad")
      hurried.addString("5S", forKey: "grpc-timeout")
      for metadata in [key(of: "zorgraad"), hurried] { _ = try await simulate(gateway, Self.request, metadata) }
      let left = gateway.world.asked.compactMap(\.timeLeft)
      try #require(left.count == 4)
      #expect(left.prefix(2).allSatisfy { $0 > .seconds(80) && $0 <= .seconds(100) })
      #expect(left.suffix(2).allSatisfy { $0 <= .seconds(5) })
    }
  }

  @Test("Is for care councils alone, which cannot simulate conditions of their own")
  func callers() async throws {
    try await withGateway(world()) { gateway in
      for client in ["aalter", "de-linde", "huisarts"] {
        let seen = try await refusal { try await simulate(gateway, Self.request, key(of: client)) }
        #expect(seen == SeenError(.permissionDenied, "OUT_OF_SCOPE"), "\(client)")
      }
      let rights = Mantel_Rights_V1_RightsService.Client(wrapping: gateway.client)
      let own = try await refusal {
        try await rights.simulateRegulation(
          .with { $0.drafts = [.with { $0.condition = "caregiver.age == 48" }] },
          metadata: key(of: "zorgraad")
        )
      }
      #expect(own == SeenError(.permissionDenied, "OUT_OF_SCOPE"))
      #expect(gateway.world.asked.isEmpty)
    }
  }

  @Test("Does not tell that someone of a group loses whose figures are withheld")
  func smallGroups() async throws {
    var effect = Self.effect
    effect.protectedLose = true
    effect.protectedGroups = [
      .with {
        $0.group = "palliative"
        $0.withheld = true
        $0.anyLoses = true
      },
      .with { $0.group = "low_income" },
    ]
    try await withGateway(world(effect)) { [effect] gateway in
      let told = try await simulate(gateway).effect
      #expect(!told.protectedLose && told.protectedGroups.allSatisfy { !$0.anyLoses })
      var large = effect
      large.protectedGroups[1].losing = 12
      large.protectedGroups[1].anyLoses = true
      gateway.world.answer(Simulate.Input.self, large)
      let also = try await simulate(gateway).effect
      #expect(also.protectedLose && also.protectedGroups.map(\.anyLoses) == [false, true])
    }
  }

  @Test(
    "Tells how many care situations were looked at, unless there are fewer than 10 or the total is withheld",
    arguments: [(0, false, 0), (9, false, 0), (10, false, 10), (10, true, 0), (4_000, true, 0), (4_000, false, 4_000)]
  )
  func careSituations(looked: Int64, isWithheld: Bool, told: Int64) async throws {
    let effect = Effect.with {
      $0.careSituations = looked
      $0.total.withheld = isWithheld
    }
    try await withGateway(world(effect)) { gateway in
      let answer = try await simulate(gateway)
      #expect(answer.effect.careSituations == told)
    }
  }

  @Test(
    "Names each wrong field, and asks nobody",
    arguments: [
      ("", .median, 0, ["model"]), ("model-premium", .median, 0, ["model"]), ("provisions/", .median, 0, ["model"]),
      ("provisions/Model", .median, 0, ["model"]), ("provisions/model/versions/1", .median, 0, ["model"]),
      ("provisions/model", .unspecified, 0, ["strategy"]), ("provisions/model", .UNRECOGNIZED(7), 0, ["strategy"]),
      ("provisions/model", .median, -1, ["cents_per_year"]),
      ("76072296223", .unspecified, -1, ["model", "strategy", "cents_per_year"]),
    ] as [(String, Mantel_Statutes_V1_HarmonisationStrategy, Int64, [String])]
  )
  func wrong(
    model: String,
    strategy: Mantel_Statutes_V1_HarmonisationStrategy,
    cents: Int64,
    fields: [String]
  ) async throws {
    try await withGateway(world()) { gateway in
      let seen = try await refusal {
        try await simulate(
          gateway,
          .with {
            $0.model = model
            $0.strategy = strategy
            $0.centsPerYear = cents
          }
        )
      }
      #expect(seen == SeenError(.invalidArgument, "INVALID_FIELD", fields: fields))
      #expect(gateway.world.asked.isEmpty)
      let trail = try await gateway.store.auditTrail()
      #expect(trail.allSatisfy { !$0.resource.contains("76072296223") && $0.outcome == "invalidArgument" })
    }
  }

  @Test("Is audited by the model and the municipalities of the zone")
  func audited() async throws {
    try await withGateway(world()) { gateway in
      _ = try await simulate(gateway)
      let trail = try await gateway.store.auditTrail()
      #expect(trail.map(\.method) == ["mantel.gateway.v1.ZoneService/SimulateProposal"])
      #expect(trail.map(\.resource) == ["provisions/model-premium 43010 44084 44085"])
      #expect(trail.map(\.outcome) == ["ok"])
    }
  }

  @Test("Passes on what Statutes refuses; that Rights does not take a proposal is a fault, told without its words")
  func refusals() async throws {
    try await withGateway(world()) { gateway in
      gateway.world.fail(Propose.Input.self, Refusal.notFound("provisions/model-premium"))
      #expect(try await refusal { try await simulate(gateway) } == SeenError(.notFound, "RESOURCE_NOT_FOUND"))
      gateway.world.fail(Propose.Input.self, Refusal(.nothingToHarmonise, "None has a premium"))
      let nothing = try await refusal { try await simulate(gateway) }
      #expect(nothing == SeenError(.failedPrecondition, "NOTHING_TO_HARMONISE"))
      gateway.world.fail(Propose.Input.self, nil)
      gateway.world.fail(Simulate.Input.self, Refusal.invalid("drafts[0].condition", "cannot be read"))
      let fault = try await refusal { try await simulate(gateway) }
      #expect(fault == SeenError(.internalError, "INTERNAL"))
    }
  }

  @Test("A zone of a single municipality has nothing to harmonise")
  func single() async throws {
    let tables = try ReferenceTables()
    let area = try ZoneArea(zone: "gent", on: CalendarDate(year: 2025, month: 6, day: 1), tables)
    #expect(area.current.map(\.digits) == ["44021"])
    try await withServed(ServiceComponent(name: "behind", rpcs: [])) { client in
      let simulation = ZoneSimulation(services: ServicesBehind(client), area: area)
      await #expect(throws: Refusal.self) { try await simulation.run(Self.request) }
    }
  }
}
