import CareTypes
import GRPCCore
import RuleLanguage
import RuleReasoning
import ServiceCore
import ServiceRuntime
import StatutesAPI
import StatutesDomain
import SwiftProtobuf
import TypeAPI

typealias ComparisonProto = Mantel_Statutes_V1_ComparisonService

/// Answers `mantel.statutes.v1.ComparisonService`: reads a request, calls the domain, writes the answer.
struct ComparisonRPC: ComparisonProto.SimpleServiceProtocol {
  let store: StatutesStore
  let clock: RegistryClock
  let tables: ReferenceTables

  func compareAuthorities(
    request: Mantel_Statutes_V1_CompareAuthoritiesRequest,
    context: ServerContext
  ) async throws -> Mantel_Statutes_V1_CompareAuthoritiesResponse {
    var validation = Validation()
    let date = try validation.day(request.date, isSet: request.hasDate, or: clock)
    for (field, id) in [("left", request.left), ("right", request.right)] {
      validation.require(ProvisionName.isID(id), field, id.isEmpty ? "is required" : "is not the id of an authority")
    }
    validation.require(
      request.left != request.right || request.left.isEmpty,
      "right",
      "is the same authority as the left one"
    )
    let on = try validation.finish(date)
    let law = try await store.lawBook()
    for id in [request.left, request.right] where !law.isAuthority(id) { throw Refusal.notFound("The authority \(id)") }
    let inForce = law.inForce(on: on.daysSinceEpoch)
    let rows = try Comparison.rows(
      left: inForce.filter { $0.provision.authority.id == request.left },
      right: inForce.filter { $0.provision.authority.id == request.right }
    )
    return try .with { $0.rows = try rows.map(Mantel_Statutes_V1_ComparisonRow.init) }
  }

  func compareMunicipalities(
    request: Mantel_Statutes_V1_CompareMunicipalitiesRequest,
    context: ServerContext
  ) async throws -> Mantel_Statutes_V1_CompareMunicipalitiesResponse {
    var validation = Validation()
    let date = try validation.day(request.date, isSet: request.hasDate, or: clock)
    let municipalities = validation.municipalities(request.municipalities, on: date, tables.municipalities)
    let on = try validation.finish(date)
    let matrix = try ComparisonMatrix(
      of: municipalities,
      in: try await store.lawBook(),
      on: on,
      includesHigher: request.includeHigher,
      table: tables.municipalities
    )
    return try Mantel_Statutes_V1_CompareMunicipalitiesResponse(matrix)
  }

  func compareProfile(
    request: Mantel_Statutes_V1_CompareProfileRequest,
    context: ServerContext
  ) async throws -> Mantel_Statutes_V1_CompareProfileResponse {
    var validation = Validation()
    let date = try validation.day(request.date, isSet: request.hasDate, or: clock)
    let municipalities = validation.municipalities(request.municipalities, on: date, tables.municipalities)
    let facts = validation.profile(request.facts, bothLiveThere: request.bothLiveThere)
    let on = try validation.finish(date)
    let comparison = try ProfileComparison(
      of: facts,
      in: municipalities,
      law: try await store.lawBook(),
      on: on,
      includesHigher: request.includeHigher,
      table: tables.municipalities
    )
    return Mantel_Statutes_V1_CompareProfileResponse(comparison)
  }

  func listClashes(
    request: Mantel_Statutes_V1_ListClashesRequest,
    context: ServerContext
  ) async throws -> Mantel_Statutes_V1_ListClashesResponse {
    var validation = Validation()
    let date = try validation.day(request.date, isSet: request.hasDate, or: clock)
    var municipality: NISCode?
    if !request.municipality.isEmpty {
      municipality = validation.municipality(
        "municipality",
        request.municipality,
        on: date,
        tables.municipalities
      )
    }
    let on = try validation.finish(date)
    var finder = IncompatibilityFinder(
      try await store.lawBook(),
      on: on,
      in: municipality,
      table: tables.municipalities
    )
    let clashes = try finder.all()
    return .with { $0.clashes = clashes.map(Mantel_Statutes_V1_Clash.init) }
  }

  func compareConditions(
    request: Mantel_Statutes_V1_CompareConditionsRequest,
    context: ServerContext
  ) async throws -> Mantel_Statutes_V1_CompareConditionsResponse {
    var validation = Validation()
    let first = validation.condition("first", request.first)
    let second = validation.condition("second", request.second)
    let one = try validation.finish(first)
    let other = try validation.finish(second)
    let relation = ConditionRelation(
      GivenCondition(one),
      GivenCondition(other),
      catalogue: .care,
      limit: Self.mostDifferences
    )
    return .with { $0.relation = Mantel_Statutes_V1_ConditionRelation(relation) }
  }

  /// The most differences that are listed for each condition: more of them help no reader.
  private static let mostDifferences = 20
}

extension Validation {
  /// Reads the municipalities of a comparison: 1 to 30, all different, all in existence on the day.
  fileprivate mutating func municipalities(
    _ digits: [String],
    on date: CalendarDate?,
    _ table: MunicipalityTable
  ) -> [Municipality] {
    guard (1...30).contains(digits.count) else {
      reject("municipalities", digits.isEmpty ? "is required" : "has more than 30 municipalities")
      return []
    }
    guard let date else { return [] }
    var seen: Set<NISCode> = []
    return digits.enumerated().compactMap { index, digits in
      let field = "municipalities[\(index)]"
      let found = value(field) { () throws(ValueError) in try table.municipality(NISCode(digits), at: date) }
      guard let found else { return nil }
      if !seen.insert(found.code).inserted { reject(field, "comes twice") }
      return found
    }
  }

  /// The most facts of a request: the number of facts in the catalogue.
  private static var mostFacts: Int { FactCatalogue.care.facts.count }

  /// Reads the facts of a person.
  fileprivate mutating func profile(
    _ facts: [Mantel_Statutes_V1_ProfileFact],
    bothLiveThere: Bool
  ) -> FactSheet {
    var sheet: FactSheet = [:]
    guard facts.count <= Self.mostFacts else {
      reject("facts", "has more than \(Self.mostFacts) facts")
      return sheet
    }
    for (index, given) in facts.enumerated() {
      let field = "facts[\(index)]"
      guard let fact = FactCatalogue.care[given.fact] else {
        reject("\(field).fact", given.fact.isEmpty ? "is required" : "is no fact of the catalogue")
        continue
      }
      guard let value = fact.value(from: given.value) else {
        reject("\(field).value", given.value.isEmpty ? "is required" : fact.refusal)
        continue
      }
      if sheet[fact.name] != nil { reject("\(field).fact", "comes twice") }
      sheet[fact.name] = value
    }
    for name in ["caregiver.resident", "recipient.resident"] where bothLiveThere {
      require(sheet[name] != .bool(false), "both_live_there", "is contradicted by \(name)")
      sheet[name] = .bool(true)
    }
    return sheet
  }

  /// Reads a condition without parameters; nil when it has a mistake.
  fileprivate mutating func condition(_ field: String, _ source: String) -> Condition? {
    if source.isEmpty {
      reject(field, "is required")
      return nil
    }
    do {
      return try Condition(source, catalogue: .care)
    } catch {
      reject(field, String(error.description.prefix(600)))
      return nil
    }
  }
}
