import CareTypes
import GRPCCore
import GRPCInProcessTransport
import RightsAPI
import SwiftProtobuf
import ServiceCore
import ServiceRuntime
import TestSupport
import Testing
import TypeAPI

@testable import Rights
@testable import RightsDomain
@testable import Statutes
@testable import StatutesDomain

/// The law that comes with Mantel, offers included, as Rights is told of it.
enum ShippedLaw {
  static func events() throws -> [EventForRights] {
    let tables = try ReferenceTables()
    var law = LawBook()
    for (name, text) in try ShippedPacks.texts() {
      guard let pack = PackReader.read(text, tables: tables, templates: law.templates).pack else {
        throw Refusal(.internal, "The pack \(name) cannot be read")
      }
      law.add(Publication(pack, law: law, tables: tables))
    }
    return try law.versions.map(\.provision).filter { $0.isDecided || $0.isOffer }.map { provision in
      .published(try ProvisionVersion(Mantel_Type_V1_ExecutableProvision(provision)))
    }
  }
}

/// A Rights that knows the law that comes with Mantel, and nobody.
struct ServedExplorer: Sendable {
  let explorer: Mantel_Rights_V1_ExplorerService.Client<InProcessTransport.Client>
  let store: RightsStore

  /// Serves it on 30 November 2026.
  static func with(_ body: @Sendable (ServedExplorer) async throws -> Void) async throws {
    let clock = ManualClock(try Cases.date("2026-11-30")).clock
    let tables = try ReferenceTables()
    let database = try RightsStore.openDatabase(.temporary, clock: clock)
    let store = RightsStore(
      database: database,
      municipalities: tables.municipalities,
      encode: RightsEventEncoder.payload
    )
    try await store.apply(ShippedLaw.events(), of: .statutes, upTo: 1)
    let component = ServiceComponent(
      name: "rights",
      rpcs: [ExplorerRPC(store: store, clock: clock, tables: tables)]
    )
    try await withServed(component) { client in
      try await body(
        ServedExplorer(explorer: Mantel_Rights_V1_ExplorerService.Client(wrapping: client), store: store)
      )
    }
  }

  /// Explores in Dutch.
  func explore(
    _ profile: Mantel_Rights_V1_Profile,
    in language: Mantel_Rights_V1_ExplorerLanguage = .dutch,
    withOthers: Bool = false
  ) async throws -> Mantel_Rights_V1_ExploreRightsResponse {
    try await explorer.exploreRights(
      .with {
        $0.profile = profile
        $0.language = language
        $0.withOthers = withOthers
      }
    )
  }
}

/// A fictional profile, and what it is expected to give by the law sheet.
struct ToldProfile: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let profile: Mantel_Rights_V1_Profile
  /// Exactly what can be had.
  let canHave: Set<String>
  /// What lacks something, at least.
  var perhaps: Set<String> = []
  /// What comes later, at least, with its first day.
  var later: [String: String] = [:]
  /// What is in none of the three groups, at least.
  var neither: Set<String> = []

  /// - Parameters:
  ///   - places: NIS codes of the caregiver and of the recipient.
  ///   - ages: Birth dates of the two.
  ///   - facts: Facts by name.
  init(
    _ name: String,
    places: (String, String),
    births: (String, String)? = nil,
    hoursPerWeek: Double? = nil,
    facts: [String: String] = [:],
    canHave: Set<String>,
    perhaps: Set<String> = [],
    later: [String: String] = [:],
    neither: Set<String> = [],
    change: (inout Mantel_Rights_V1_Profile) -> Void = { _ in }
  ) {
    testDescription = name
    var profile = Mantel_Rights_V1_Profile()
    profile.caregiver.municipality = places.0
    profile.recipient.municipality = places.1
    if let births {
      profile.caregiver.birthDate = Self.date(births.0)
      profile.recipient.birthDate = Self.date(births.1)
    }
    if let hoursPerWeek {
      profile.hours.hours = hoursPerWeek
      profile.hours.per = "week"
    }
    profile.facts = facts.sorted { $0.key < $1.key }.map { name, value in
      .with {
        $0.fact = name
        $0.value = value
      }
    }
    change(&profile)
    self.profile = profile
    self.canHave = canHave
    self.perhaps = perhaps
    self.later = later
    self.neither = neither
  }

  /// A date; that of 1 January 1970 for a text that is none.
  static func date(_ iso: String) -> Mantel_Type_V1_Date {
    let parts = iso.split(separator: "-").compactMap { Int32($0) }
    return .with { ($0.year, $0.month, $0.day) = parts.count == 3 ? (parts[0], parts[1], parts[2]) : (1970, 1, 1) }
  }
}
