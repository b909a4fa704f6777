import CareTypes
import EventsAPI
import GRPCCore
import GRPCInProcessTransport
import Proofs
import RightsAPI
import ServiceCore
import ServiceRuntime
import SwiftProtobuf
import Synchronization
import TestSupport
import TypeAPI

@testable import Rights
@testable import RightsDomain

/// A Rights that is told events of the feeds, and decides at once.
struct FollowingRights: Sendable {
  typealias Client = Mantel_Rights_V1_RightsService.Client<InProcessTransport.Client>

  let rights: Client
  let awards: Mantel_Rights_V1_AwardService.Client<InProcessTransport.Client>
  let cards: Mantel_Rights_V1_CardService.Client<InProcessTransport.Client>
  let payments: Mantel_Rights_V1_PaymentService.Client<InProcessTransport.Client>
  let reevaluations: Mantel_Rights_V1_ReevaluationService.Client<InProcessTransport.Client>
  let store: RightsStore
  let clock: ManualClock
  private let sequence = Told()

  init(_ client: GRPCClient<InProcessTransport.Client>, store: RightsStore, clock: ManualClock) {
    rights = Client(wrapping: client)
    awards = Mantel_Rights_V1_AwardService.Client(wrapping: client)
    reevaluations = Mantel_Rights_V1_ReevaluationService.Client(wrapping: client)
    cards = Mantel_Rights_V1_CardService.Client(wrapping: client)
    payments = Mantel_Rights_V1_PaymentService.Client(wrapping: client)
    self.store = store
    self.clock = clock
  }

  private final class Told: Sendable {
    private let last = Mutex<Int64>(0)

    func next() -> Int64 {
      last.withLock {
        $0 += 1; return $0
      }
    }
  }

  /// Takes events in as the follower of a feed does, twice over, and decides.
  func tell(_ feed: FeedName = .registration, _ payloads: Mantel_Events_V1_Event.OneOf_Payload...) async throws {
    let sequence = sequence.next()
    let events = payloads.map { payload in Mantel_Events_V1_Event.with { $0.payload = payload } }
    for _ in 1...2 {
      try await store.apply(events.compactMap(EventForRights.init), of: feed, upTo: sequence)
      try await decide()
    }
  }

  /// Works off the queue.
  func decide() async throws {
    while try await store.isAnyWaiting() { try await store.decideWaiting(limit: 10) }
  }

  /// Lets a day come: what changed by itself is decided on.
  func come(_ day: String) async throws {
    let date = try Cases.date(day)
    clock.set(date)
    try await store.queueReviews(on: date)
    try await decide()
  }

  /// The current decisions of a care situation by their provision.
  func decisions(_ id: OpaqueID) async throws -> [String: Mantel_Rights_V1_Outcome] {
    let answer = try await rights.listDecisions(
      .with { $0.careSituation = ResourceCollection.careSituations.name(id) }
    )
    return Dictionary(uniqueKeysWithValues: answer.decisions.map { ($0.provision, $0.outcome) })
  }

  /// The current decision of a care situation on a provision.
  func decision(_ id: OpaqueID, _ provision: String) async throws -> Mantel_Rights_V1_Decision? {
    let answer = try await rights.listDecisions(
      .with { $0.careSituation = ResourceCollection.careSituations.name(id) }
    )
    return answer.decisions.first { $0.provision == provision }
  }

  /// How many decisions the other services were told of.
  func told() async throws -> Int {
    try await store.database.read { try $0.value(Int.self, "SELECT count(*) FROM outbox") ?? 0 }
  }

  /// How many decisions were ever made.
  func count() async throws -> Int {
    try await store.decisionCount()
  }
}

/// Serves Rights on 1 June 2025 without followers: the test tells what they would.
func withFollowingRights(_ body: @Sendable (FollowingRights) async throws -> Void) async throws {
  let clock = ManualClock(try Cases.date("2025-06-01"))
  let database = try RightsStore.openDatabase(.temporary, clock: clock.clock)
  let store = try Cases.store(database)
  try await withServed(
    ServiceComponent(
      name: "rights",
      rpcs: [
        RightsRPC(store: store, clock: clock.clock, tables: try ReferenceTables()),
        AwardRPC(store: store, clock: clock.clock),
        CardRPC(store: store, clock: clock.clock, issuer: try .temporary()),
        PaymentRPC(store: store, clock: clock.clock),
        ReevaluationRPC(store: store, clock: clock.clock),
      ]
    )
  ) { grpc in
    try await body(FollowingRights(grpc, store: store, clock: clock))
  }
}

/// Fictional events of the other services.
enum Told {
  typealias Changed = Mantel_Events_V1_CareSituationChanged

  /// A date message.
  static func date(_ iso: String) throws -> Mantel_Type_V1_Date { Mantel_Type_V1_Date(try Cases.date(iso)) }

  /// 16 hours a week by a caregiver in Aalter for a recipient in Kaprijke.
  static func situation(
    _ id: OpaqueID,
    caregiver: OpaqueID = .random(),
    recipient: OpaqueID = .random(),
    change: (inout Mantel_Events_V1_CareSituationRegistered) throws -> Void = { _ in }
  ) throws -> Mantel_Events_V1_CareSituationRegistered {
    var message = Mantel_Events_V1_CareSituationRegistered()
    message.careSituation = ResourceCollection.careSituations.name(id)
    message.caregiver = ResourceCollection.persons.name(caregiver)
    message.recipient = ResourceCollection.persons.name(recipient)
    message.caregiverBirthDate = try date("1976-07-22")
    message.recipientBirthDate = try date("1948-03-17")
    message.caregiverMunicipality = "44084"
    message.recipientMunicipality = "43007"
    message.relation = .child
    message.hoursPerWeek = 16
    message.dwelling = .ownHome
    message.startDate = try date("2024-03-01")
    try change(&message)
    return message
  }

  /// The care situation told anew, with its terms, and the municipalities of caregiver and recipient, from days on.
  static func changed(
    _ situation: Mantel_Events_V1_CareSituationRegistered,
    hours: [(from: String, hours: Double)] = [("2024-03-01", 16)],
    caregiver: [(from: String, municipality: String)] = [("2024-03-01", "44084")],
    recipient: [(from: String, municipality: String)] = [("2024-03-01", "43007")]
  ) throws -> Mantel_Events_V1_Event.OneOf_Payload {
    var message = Changed()
    message.situation = situation
    message.terms = try hours.map { period in
      try .with {
        $0.startDate = try date(period.from)
        $0.relation = situation.relation
        $0.hoursPerWeek = period.hours
        $0.dwelling = situation.dwelling
        $0.sameAddress = situation.sameAddress
        $0.professionalInvolved = situation.professionalInvolved
      }
    }
    message.caregiverResidences = try caregiver.map(residence)
    message.recipientResidences = try recipient.map(residence)
    return .careSituationChanged(message)
  }

  private static func residence(
    _ period: (from: String, municipality: String)
  ) throws -> Mantel_Events_V1_ResidencePeriod {
    try .with {
      $0.startDate = try date(period.from)
      $0.municipality = period.municipality
    }
  }

  /// A provision in force since 2020, proposed to the recipient.
  static func published(
    _ condition: String,
    name: String = "provisions/test",
    version: Int32 = 1,
    territory: [String] = [],
    from: String = "2020-01-01",
    change: (inout Mantel_Type_V1_ExecutableProvision) throws -> Void = { _ in }
  ) throws -> Mantel_Events_V1_Event.OneOf_Payload {
    var message = Mantel_Type_V1_ExecutableProvision()
    message.provision = name
    message.version = version
    message.authority = "test"
    message.territory = territory
    message.validFromDate = try date(from)
    message.condition = condition
    message.grantMode = .propose
    message.forRecipient = true
    message.titleNl = "Test"
    message.titleEn = "Test"
    try change(&message)
    return .provisionPublished(.with { $0.provision = message })
  }

  /// Evidence of the points on the scale of the federal state.
  static func points(
    _ points: Int64,
    issued: String,
    until: String? = nil
  ) throws -> Mantel_Type_V1_Evidence {
    try .with {
      $0.fact = "recipient.fod_points"
      $0.intValue = points
      $0.issuedDate = try date(issued)
      if let until { $0.validUntilDate = try date(until) }
    }
  }
}
