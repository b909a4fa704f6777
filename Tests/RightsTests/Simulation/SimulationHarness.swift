import CareTypes
import GRPCInProcessTransport
import RightsAPI
import RuleLanguage
import ServiceCore
import ServiceRuntime
import SwiftProtobuf
import TestSupport
import TypeAPI

@testable import Rights
@testable import RightsDomain

/// A Rights that knows care situations and provisions.
struct SimulatingRights: Sendable {
  typealias Client = Mantel_Rights_V1_RightsService.Client<InProcessTransport.Client>
  typealias Request = Mantel_Rights_V1_SimulateRegulationRequest
  typealias Response = Mantel_Rights_V1_SimulateRegulationResponse

  let rights: Client
  let store: RightsStore

  /// Simulates on 1 June 2025.
  func simulate(
    _ drafts: [ProvisionVersion],
    withdrawn: [String] = [],
    in municipalities: [String] = []
  ) async throws -> Response {
    try await rights.simulateRegulation(
      .with {
        $0.drafts = drafts.map(Mantel_Type_V1_ExecutableProvision.init)
        $0.withdrawn = withdrawn
        $0.municipalities = municipalities
        $0.date = Samples.date(2025, 6, 1)
      }
    )
  }
}

/// Serves Rights on 1 June 2025 with care situations and provisions, on behalf of a client.
func withSimulatingRights(
  _ situations: [SituationFacts],
  _ provisions: [ProvisionVersion],
  scope: CallScope? = nil,
  _ body: @Sendable (SimulatingRights) async throws -> Void
) async throws {
  let store = try await SimulatingRights.store(of: situations, provisions)
  let rpc = RightsRPC(
    store: store,
    clock: ManualClock(try Cases.date("2025-06-01")).clock,
    tables: try ReferenceTables()
  )
  try await withServed(ServiceComponent(name: "rights", rpcs: [rpc]), scope: scope) { grpc in
    try await body(SimulatingRights(rights: SimulatingRights.Client(wrapping: grpc), store: store))
  }
}

extension SimulatingRights {
  /// A store on 1 June 2025 with care situations and provisions.
  static func store(
    of situations: [SituationFacts],
    _ provisions: [ProvisionVersion],
    counting counter: StatementCounter? = nil
  ) async throws -> RightsStore {
    let clock = ManualClock(try Cases.date("2025-06-01"))
    let database = try RightsStore.openDatabase(.temporary, clock: clock.clock, counting: counter)
    let store = RightsStore(
      database: database,
      municipalities: try ReferenceTables().municipalities,
      encode: RightsEventEncoder.payload
    )
    try await store.apply(
      provisions.map { .published($0) } + situations.map { .registered($0) },
      of: .registration,
      upTo: 1
    )
    return store
  }

  /// How often so many care situations of Aalter are there, changed one by one.
  static func people(
    _ count: Int,
    _ change: (inout SituationFacts, Int) throws -> Void = { _, _ in }
  ) throws -> [SituationFacts] {
    try (0..<count).map { index in
      var situation = try Cases.situation()
      situation.recipient.place = situation.caregiver.place
      try change(&situation, index)
      return situation
    }
  }
}

extension Mantel_Type_V1_ExecutableProvision {
  /// A version as it is sent.
  init(_ version: ProvisionVersion) {
    self.init()
    provision = version.name
    self.version = Int32(version.version)
    authority = version.authority
    territory = version.territory
    if let day = try? CalendarDate(daysSinceEpoch: version.validFrom) { validFromDate = Mantel_Type_V1_Date(day) }
    condition = version.condition
    parameters = version.parameters.map { parameter in
      .with {
        $0.name = parameter.name
        $0.type = parameter.type.rawValue
        if case .int(let number)? = parameter.value { $0.value = "\(number)" }
      }
    }
    grantMode = version.grantMode?.message ?? .propose
    forRecipient = version.isForRecipient
    titleNl = version.titleNL
    titleEn = version.titleEN
    amounts = version.amounts.map { amount in
      .with {
        if let cents = amount.cents { $0.cents = cents }
        $0.condition = amount.condition ?? ""
      }
    }
    frequency = version.frequency?.message ?? .unspecified
    overrides = version.overrides
    excludes = version.excludes
    heldWhen = version.heldWhen ?? ""
    acceptedProofs = version.acceptedProofs.map { proof in
      .with {
        $0.part = proof.part
        $0.proof = proof.proof
        $0.declared = proof.isDeclared
      }
    }
  }
}

extension ProvisionVersion {
  /// The version with changes.
  func with(_ change: (inout ProvisionVersion) -> Void) -> ProvisionVersion {
    var changed = self
    change(&changed)
    return changed
  }

  /// The version paying so many cents a month.
  func paying(_ cents: Int64?) -> ProvisionVersion {
    with {
      $0.amounts = [.init(cents: cents, condition: nil, from: nil, until: nil)]
      $0.frequency = .monthly
    }
  }
}
