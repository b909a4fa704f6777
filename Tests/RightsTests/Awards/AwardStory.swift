import CareTypes
import EventsAPI
import Foundation
import GRPCCore
import RightsAPI
import ServiceRuntime
import SwiftProtobuf
import TestSupport
import Testing
import TypeAPI

@testable import Rights
@testable import RightsDomain

/// A caregiver and a recipient whose award on one provision is followed over gRPC.
struct AwardStory {
  typealias State = Mantel_Rights_V1_AwardState

  let served: FollowingRights
  let care = OpaqueID.random()
  let caregiver = OpaqueID.random()
  let recipient = OpaqueID.random()
  let provision: String

  init(_ served: FollowingRights, provision: String = "provisions/test") {
    self.served = served
    self.provision = provision
  }

  private var id: String { String(provision.dropFirst("provisions/".count)) }

  /// The name of the award of the pair, the caregiver or the recipient.
  var ofPair: String { "\(ResourceCollection.careSituations.name(care))/awards/\(id)" }
  var ofCaregiver: String { "\(ResourceCollection.persons.name(caregiver))/awards/\(id)" }
  var ofRecipient: String { "\(ResourceCollection.persons.name(recipient))/awards/\(id)" }

  /// Publishes the provision, for pairs unless changed, and registers the care.
  func begin(
    _ condition: String = "true",
    mode: GrantMode = .propose,
    change: (inout Mantel_Type_V1_ExecutableProvision) throws -> Void = { _ in }
  ) async throws {
    try await served.tell(
      .statutes,
      Told.published(condition, name: provision) {
        $0.grantMode = mode.message
        $0.forRecipient = false
        $0.awardTerms.forPair = true
        try change(&$0)
      }
    )
    try await registered()
  }

  /// Registers the care.
  func registered(
    change: (inout Mantel_Events_V1_CareSituationRegistered) throws -> Void = { _ in }
  ) async throws {
    try await served.tell(
      .registration,
      .careSituationRegistered(
        try Told.situation(care, caregiver: caregiver, recipient: recipient, change: change)
      )
    )
  }

  func consent(of person: OpaqueID, given: Bool = true) async throws {
    try await served.tell(
      .registration,
      .consentChanged(
        .with {
          $0.person = ResourceCollection.persons.name(person)
          $0.purpose = .automaticRights
          $0.given = given
        }
      )
    )
  }

  func moment(
    _ kind: MomentKind,
    on day: String,
    in place: Mantel_Type_V1_PlaceKind = .unspecified
  ) async throws {
    let date = try Cases.date(day)
    try await served.tell(
      .moments,
      .momentMatched(
        .with {
          $0.moment = ResourceCollection.moments.name(.random())
          $0.recipient = ResourceCollection.persons.name(recipient)
          $0.kind = kind.message
          $0.placeKind = place
          $0.occurTime.seconds = Int64(date.daysSinceEpoch) * 86_400 + 43_200
        }
      )
    )
  }

  // MARK: Asking

  func award(
    _ name: String? = nil,
    on day: String? = nil,
    known: Instant? = nil
  ) async throws -> Mantel_Rights_V1_Award {
    let date = try day.map(Told.date)
    return try await served.awards.getAward(
      .with {
        $0.name = name ?? ofPair
        if let date { $0.date = date }
        if let known { $0.knownTime = .init(known) }
      }
    ).award
  }

  func list() async throws -> [Mantel_Rights_V1_Award] {
    try await served.awards.listAwards(
      .with { $0.careSituation = ResourceCollection.careSituations.name(care) }
    ).awards
  }

  // MARK: Recording

  static func signatures(_ signed: [String: String]) throws -> [Mantel_Rights_V1_AwardSignature] {
    try signed.sorted { $0.key < $1.key }.map { signatory, day in
      let date = try Told.date(day)
      return .with {
        $0.signatory = signatory
        $0.date = date
      }
    }
  }

  @discardableResult
  func apply(
    _ name: String? = nil,
    on day: String,
    signed: [String: String] = [:],
    requestID: String = UUID().uuidString
  ) async throws -> State {
    let (date, signatures) = (try Told.date(day), try Self.signatures(signed))
    return try await served.awards.applyForAward(
      .with {
        $0.requestID = requestID
        $0.name = name ?? ofPair
        $0.applyDate = date
        $0.signatures = signatures
      }
    ).state
  }

  @discardableResult
  func sign(_ signed: [String: String]) async throws -> State {
    let signatures = try Self.signatures(signed)
    return try await served.awards.signAward(
      .with {
        $0.requestID = UUID().uuidString
        $0.name = ofPair
        $0.signatures = signatures
      }
    ).state
  }

  @discardableResult
  func rule(
    _ names: [String]? = nil,
    grants: Bool,
    on day: String,
    from: String? = nil,
    reason: String = ""
  ) async throws -> [State] {
    let (date, first) = (try Told.date(day), try from.map(Told.date))
    return try await served.awards.ruleOnAwards(
      .with {
        $0.requestID = UUID().uuidString
        $0.names = names ?? [ofPair]
        $0.ruling.grants = grants
        $0.ruling.number = "2025/114"
        $0.ruling.date = date
        if let first { $0.ruling.grantFromDate = first }
        $0.ruling.reason = reason
      }
    ).states
  }

  @discardableResult
  func use(
    _ hundredths: Int64,
    _ unit: String,
    on day: String,
    until last: String? = nil,
    form: String = "",
    of name: String? = nil
  ) async throws -> Mantel_Rights_V1_RecordUseResponse {
    let date = try Told.date(day)
    let lastDate = try last.map(Told.date)
    return try await served.awards.recordUse(
      .with {
        $0.requestID = UUID().uuidString
        $0.name = name ?? ofPair
        $0.use.firstDate = date
        if let lastDate { $0.use.lastDate = lastDate }
        $0.use.form = form
        $0.use.hundredths = hundredths
        $0.use.unit = unit
      }
    )
  }

  /// The kinds of the steps, and the days from which they count.
  func steps(_ name: String? = nil) async throws -> [String] {
    try await award(name).steps.map { step in
      "\(step.kind) \(try CalendarDate(step.validDate).isoText)"
    }
  }
}
